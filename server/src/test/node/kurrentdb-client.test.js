// What @kurrent/kurrentdb-client, the gRPC client of KurrentDB, sees of a node.
import library from "@kurrent/kurrentdb-client";
import { ADMIN } from "./scenario.js";
import { access } from "./grpc/access.js";
import { appends } from "./grpc/appends.js";
import { Dialect } from "./grpc/dialect.js";
import { filteredReads } from "./grpc/filteredReads.js";
import { groups } from "./grpc/groups.js";
import { manyStreams } from "./grpc/manyStreams.js";
import { reads } from "./grpc/reads.js";
import { restarts } from "./grpc/restarts.js";
import { streams } from "./grpc/streams.js";
import { subscriptions } from "./grpc/subscriptions.js";

const dialect = new Dialect(library, library.KurrentDBClient, "kurrentdb", {
  option: "streamState",
  expected: "expectedState",
  actual: "actualState",
});

appends(dialect, "BatchAppend", (...parameters) => dialect.toOpen(...parameters));
// Credentials of a call make the client use a call of its own for each append.
appends(dialect, "Append", (...parameters) => dialect.toGuarded(null, ...parameters), { credentials: ADMIN });
manyStreams(dialect);
reads(dialect);
filteredReads(dialect);
streams(dialect);
subscriptions(dialect);
groups(dialect);
access(dialect);
restarts(dialect);
