// What @eventstore/db-client, the gRPC client of EventStoreDB, sees of a node.
import library from "@eventstore/db-client";
import { ADMIN } from "./scenario.js";
import { access } from "./grpc/access.js";
import { appends } from "./grpc/appends.js";
import { Dialect } from "./grpc/dialect.js";
import { groups } from "./grpc/groups.js";
import { reads } from "./grpc/reads.js";
import { restarts } from "./grpc/restarts.js";
import { streams } from "./grpc/streams.js";
import { subscriptions } from "./grpc/subscriptions.js";

const dialect = new Dialect(library, library.EventStoreDBClient, "esdb", {
  option: "expectedRevision",
  expected: "expectedVersion",
  actual: "actualVersion",
});

appends(dialect, "BatchAppend", (...parameters) => dialect.toOpen(...parameters));
// Credentials of a call make the client use a call of its own for each append.
appends(dialect, "Append", (...parameters) => dialect.toGuarded(null, ...parameters), { credentials: ADMIN });
reads(dialect);
streams(dialect);
subscriptions(dialect);
groups(dialect);
access(dialect);
restarts(dialect);
