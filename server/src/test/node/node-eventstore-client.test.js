// What node-eventstore-client, the TCP client for JavaScript, sees of a node.
import { access } from "./tcp/access.js";
import { appends } from "./tcp/appends.js";
import { groups } from "./tcp/groups.js";
import { reads } from "./tcp/reads.js";
import { restarts } from "./tcp/restarts.js";
import { streams } from "./tcp/streams.js";
import { subscriptions } from "./tcp/subscriptions.js";
import { transactions } from "./tcp/transactions.js";

await appends();
await transactions();
await reads();
await streams();
await subscriptions();
await groups();
access();
restarts();
