// How node-eventstore-client is connected, and what its events look like.
import { randomUUID } from "node:crypto";
import client from "node-eventstore-client";
import { guarded, open, within } from "../scenario.js";

export const { expectedVersion, UserCredentials } = client;

/** The administrator. */
export const ADMINISTRATOR = new UserCredentials("admin", "changeit");

/** A connection to the node that asks for no password. */
export function connectToOpen(settings = {}) {
  return connect(settings, open.tcpPort);
}

/** A connection to the node with accounts, without a login unless the settings have one. */
export function connectToGuarded(settings = {}) {
  return connect(settings, settings.useSslConnection ? guarded.secureTcpPort : guarded.tcpPort);
}

/** Uses a connection and closes it. */
export async function withConnection(connecting, play) {
  const connection = await connecting;
  try {
    return await play(connection);
  } finally {
    connection.close();
  }
}

/** An event with JSON in it. */
export function event(n = 0, type = "thing-happened") {
  return client.createJsonEventData(randomUUID(), { n }, null, type);
}

/** A link to an event. */
export function link(number, stream) {
  return client.createEventData(randomUUID(), "$>", false, Buffer.from(`${number}@${stream}`));
}

/** What is in an event that was read. */
export function json(recorded) {
  return JSON.parse(recorded.data.toString("utf8"));
}

/** The numbers that {@link event} put into what was read. */
export function numbers(resolvedEvents) {
  return resolvedEvents.map((resolved) => json(resolved.event).n);
}

async function connect(settings, port) {
  const connection = client.createConnection(settings, { host: "localhost", port });
  // Without somebody who listens, a failure would end the process.
  connection.on("error", () => {});
  const connected = new Promise((resolve) => connection.once("connected", resolve));
  await connection.connect();
  await within(connected, "the connection");
  return connection;
}
