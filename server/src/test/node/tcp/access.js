// Credentials, access lists, TLS and signs of life over TCP.
import assert from "node:assert/strict";
import client from "node-eventstore-client";
import { createUser, newName, open, scenario, within } from "../scenario.js";
import { ADMINISTRATOR, connectToGuarded, event, expectedVersion, UserCredentials, withConnection } from "./connection.js";
import { receiver } from "./subscriptions.js";

const { any } = expectedVersion;
const { AccessDeniedError, positions } = client;

/** Everything that one can do to a stream; each answers a promise. */
function acts(connection, stream, credentials) {
  const { appeared, dropped } = receiver();
  return {
    append: () => connection.appendToStream(stream, any, event(), credentials),
    transaction: () => connection.startTransaction(stream, any, credentials),
    readEvent: () => connection.readEvent(stream, 0, false, credentials),
    readForward: () => connection.readStreamEventsForward(stream, 0, 1, false, credentials),
    readBackward: () => connection.readStreamEventsBackward(stream, -1, 1, false, credentials),
    subscribe: () => connection.subscribeToStream(stream, false, appeared, dropped, credentials),
    readMetadata: () => connection.getStreamMetadataRaw(stream, credentials),
    setMetadata: () => connection.setStreamMetadataRaw(stream, any, {}, credentials),
    delete: () => connection.deleteStream(stream, any, false, credentials),
  };
}

export function access() {
  const wrong = new UserCredentials("admin", "wrong");

  scenario("right credentials of the connection are used for everything", () =>
    withConnection(connectToGuarded({ defaultUserCredentials: ADMINISTRATOR }), async (connection) => {
      for (const attempt of Object.values(acts(connection, newName("$system")))) await attempt();
      assert.ok((await connection.readAllEventsForward(positions.start, 1)).events.length > 0);
    }),
  );

  scenario("wrong credentials of the connection are told, and leave a caller without login", async () => {
    const told = new Promise((resolve) => {
      withConnection(connectToGuarded({ defaultUserCredentials: wrong }), async (connection) => {
        await connection.appendToStream(newName("public"), any, event());
        await assert.rejects(connection.readAllEventsForward(positions.start, 1), AccessDeniedError);
      }).then(() => resolve(null), resolve);
    });

    assert.equal(await within(told, "the refusal"), null);
  });

  scenario("wrong credentials of a call may do nothing, not even to streams of everybody", () =>
    withConnection(connectToGuarded(), async (connection) => {
      for (const user of [wrong, new UserCredentials("nobody", "x")]) {
        for (const [act, attempt] of Object.entries(acts(connection, newName("any"), user))) {
          await assert.rejects(attempt(), /Authenticat/, act);
        }
      }
    }),
  );

  scenario("right credentials of a call win over those of the connection", () =>
    withConnection(connectToGuarded({ defaultUserCredentials: wrong }), async (connection) => {
      for (const attempt of Object.values(acts(connection, newName("$system"), ADMINISTRATOR))) await attempt();
    }),
  );

  scenario("who has no login may do what everybody may", () =>
    withConnection(connectToGuarded(), async (connection) => {
      for (const attempt of Object.values(acts(connection, newName("public")))) await attempt();
      for (const attempt of [
        () => connection.readAllEventsForward(positions.start, 1),
        () => connection.readAllEventsBackward(positions.end, 1),
        () => connection.appendToStream(newName("$system"), any, event()),
      ]) {
        await assert.rejects(attempt(), AccessDeniedError);
      }
      await assert.rejects(connection.subscribeToAll(false, () => {}), /access denied/);
    }),
  );

  scenario("an access list keeps an account out, and lets another in", () =>
    withConnection(connectToGuarded(), async (connection) => {
      const stream = newName("secret");
      const [reader, other] = await Promise.all(
        ["reader", "other"].map(async (name) => {
          const { username, password } = await createUser(newName(name), "s3cret-wörd");
          return new UserCredentials(username, password);
        }),
      );
      await connection.appendToStream(stream, any, event(), ADMINISTRATOR);
      const $acl = { $r: [reader.username], $w: "$admins", $d: "$admins", $mr: "$admins", $mw: "$admins" };
      await connection.setStreamMetadataRaw(stream, any, { $acl }, ADMINISTRATOR);

      for (const [act, attempt] of Object.entries(acts(connection, stream, other))) {
        await assert.rejects(attempt(), /access denied/i, act);
      }
      const { readEvent, readForward, readBackward, subscribe, ...rest } = acts(connection, stream, reader);
      for (const attempt of [readEvent, readForward, readBackward, subscribe]) await attempt();
      for (const [act, attempt] of Object.entries(rest)) {
        await assert.rejects(attempt(), AccessDeniedError, act);
      }
    }),
  );

  scenario("TCP is served with TLS as well", () =>
    withConnection(
      connectToGuarded({ useSslConnection: true, defaultUserCredentials: ADMINISTRATOR }),
      async (connection) => {
        const stream = newName("tls");
        await connection.appendToStream(stream, any, event());
        assert.equal((await connection.readStreamEventsForward(stream, 0, 1)).events.length, 1);
      },
    ),
  );

  scenario("a connection that is silent lives on, by signs of life in both directions", () =>
    withConnection(connectToGuarded({ heartbeatInterval: 100, heartbeatTimeout: 2_000 }), async (connection) => {
      let signs = 0;
      let disconnected = false;
      connection.on("disconnected", () => (disconnected = true));
      await within(
        new Promise((resolve) => connection.on("heartbeatInfo", () => ++signs === 5 && resolve())),
        "five signs of life",
      );
      await connection.appendToStream(newName("public"), any, event());

      assert.equal(disconnected, false);
    }),
  );

  scenario("a node that is alone can be discovered by its gossip", async () => {
    const seed = new client.GossipSeed({ host: "localhost", port: open.httpPort });
    const connection = client.createConnection({}, [seed]);
    connection.on("error", () => {});
    const connected = new Promise((resolve) => connection.once("connected", resolve));
    await connection.connect();
    await within(connected, "the connection");
    await connection.appendToStream(newName("found"), any, event());
    connection.close();
  });
}
