// Credentials, access lists, TLS and discovery over gRPC.
import assert from "node:assert/strict";
import { ADMIN, createUser, guarded, newName, open, scenario, within } from "../scenario.js";
import { all } from "./dialect.js";
import { following } from "./subscriptions.js";

export function access(dialect) {
  const { AccessDeniedError, jsonEvent } = dialect.library;
  const event = () => jsonEvent({ type: "thing-happened", data: {} });
  const strangers = { username: "admin", password: "wrong" };

  /** Everything that one can do to a stream; each answers a promise. */
  function acts(client, stream, options = {}) {
    return {
      append: () => client.appendToStream(stream, event(), options),
      read: () => all(client.readStream(stream, options)),
      subscribe: async () => {
        const subscription = client.subscribeToStream(stream, options);
        const inbox = following(subscription);
        const outcome = await within(
          Promise.race([inbox.error, inbox.confirmed.then(() => null)]),
          "an answer to the subscription",
        );
        await subscription.unsubscribe();
        if (outcome) throw outcome;
      },
      metadata: () => client.setStreamMetadata(stream, { maxCount: 9 }, options),
      delete: () => client.deleteStream(stream, options),
    };
  }

  async function withClient(client, play) {
    try {
      await play(client);
    } finally {
      await client.dispose();
    }
  }

  async function denied(attempts) {
    for (const [act, attempt] of Object.entries(attempts)) {
      await assert.rejects(attempt(), AccessDeniedError, act);
    }
  }

  scenario("right credentials may do everything, over TLS", () =>
    withClient(dialect.toGuarded(), async (client) => {
      for (const attempt of Object.values(acts(client, newName("own")))) await attempt();
      assert.ok((await all(client.readAll({ maxCount: 1 }))).length > 0);
    }),
  );

  scenario("wrong credentials may do nothing, not even to streams of everybody", () =>
    withClient(dialect.toGuarded(strangers), (client) => denied(acts(client, newName("any")))),
  );

  scenario("credentials of an unknown account may do nothing", () =>
    withClient(dialect.toGuarded({ username: "nobody", password: "x" }), (client) =>
      denied(acts(client, newName("any"))),
    ),
  );

  scenario("credentials can be given with each call, and win over those of the client", async () => {
    await withClient(dialect.toGuarded(strangers), async (client) => {
      for (const attempt of Object.values(acts(client, newName("own"), { credentials: ADMIN }))) {
        await attempt();
      }
    });
    await withClient(dialect.toGuarded(), (client) =>
      denied(acts(client, newName("any"), { credentials: strangers })),
    );
  });

  scenario("who has no login may do what everybody may", () =>
    withClient(dialect.toGuarded(null), async (client) => {
      const stream = newName("public");
      await client.appendToStream(stream, event());
      assert.equal((await all(client.readStream(stream))).length, 1);
      await assert.rejects(all(client.readAll()), AccessDeniedError);
      const inbox = following(client.subscribeToAll());
      assert.ok((await within(inbox.error, "the refusal")) instanceof AccessDeniedError);
    }),
  );

  scenario("an access list keeps an account out, and lets another in", async () => {
    const stream = newName("secret");
    const reader = await createUser(newName("reader"), "s3cret-s3cret");
    const other = await createUser(newName("other"), "s3cret-s3cret");
    await withClient(dialect.toGuarded(), async (client) => {
      await client.appendToStream(stream, event());
      await client.setStreamMetadata(stream, {
        acl: {
          readRoles: [reader.username],
          writeRoles: ["$admins"],
          deleteRoles: ["$admins"],
          metaWriteRoles: ["$admins"],
          metaReadRoles: ["$admins"],
        },
      });
    });
    await withClient(dialect.toGuarded(other), (client) => denied(acts(client, stream)));
    await withClient(dialect.toGuarded(reader), async (client) => {
      const { read, subscribe, append, delete: remove } = acts(client, stream);
      assert.equal((await read()).length, 1);
      await subscribe();
      await denied({ append, remove });
    });
  });

  scenario("a password may have characters that addresses escape", async () => {
    const user = await createUser(newName("user"), "p@ss: wörd/№?&=%");
    await withClient(dialect.toGuarded(null), async (client) => {
      await client.appendToStream(newName("own"), event(), { credentials: user });
    });
  });

  scenario("a client that does not know the authority does not connect", () =>
    withClient(
      dialect.Client.connectionString(
        `${dialect.scheme}://localhost:${guarded.httpPort}?defaultDeadline=3000`,
      ),
      (client) => assert.rejects(client.appendToStream(newName("any"), event())),
    ),
  );

  scenario("a node that is alone can be discovered, with TLS and without", async () => {
    for (const address of [
      `localhost:${open.httpPort}?tls=false`,
      `127.0.0.1:${open.httpPort},localhost:${open.httpPort}?tls=false&nodePreference=leader`,
      `localhost:${guarded.httpPort}?tlsCaFile=${encodeURIComponent(guarded.authority)}`,
    ]) {
      const scheme = address.includes(",") ? dialect.scheme : `${dialect.scheme}+discover`;
      await withClient(dialect.Client.connectionString(`${scheme}://${address}`), async (client) => {
        const stream = newName("found");
        await client.appendToStream(stream, event());
        assert.equal((await all(client.readStream(stream))).length, 1);
      });
    }
  });
}
