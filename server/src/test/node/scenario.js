// What the scenarios of all clients share: the nodes they talk to, names of their own, and waiting with a limit.
import { randomUUID } from "node:crypto";
import { test } from "node:test";

/** How long one scenario may take, in milliseconds. */
const SCENARIO_MAX = 30_000;

/** How long something that must happen may take, in milliseconds. */
const PATIENCE = 15_000;
const ATTEMPT_MAX = 4_000;

/** A node that asks for no password, and can be restarted. */
export const open = {
  httpPort: number("OPEN_HTTP_PORT"),
  tcpPort: number("OPEN_TCP_PORT"),
};

/** A node with accounts, HTTPS, and TCP both plain and with TLS. */
export const guarded = {
  httpPort: number("GUARDED_HTTP_PORT"),
  tcpPort: number("GUARDED_TCP_PORT"),
  secureTcpPort: number("GUARDED_SECURE_TCP_PORT"),
  authority: text("AUTHORITY_FILE"),
};

export const ADMIN = { username: "admin", password: "changeit" };

/** Declares a scenario; its name is the sentence that it proves. */
export function scenario(name, play) {
  test(name, { timeout: SCENARIO_MAX }, async () => {
    // A client whose connection is lost may leave nothing to wait for, which would end all scenarios, not only this.
    const alive = setInterval(() => {}, SCENARIO_MAX);
    try {
      await play();
    } finally {
      clearInterval(alive);
    }
  });
}

/** A stream name that no other scenario uses. */
export function newName(prefix) {
  return `${prefix}-${randomUUID()}`;
}

/** The whole numbers from 0. */
export function upTo(count) {
  return Array.from({ length: count }, (_, i) => i);
}

/** Stops the open node and starts it again on the same ports and database; when this returns, it answers. */
export async function restartOpenNode() {
  const answer = await fetch(text("RESTART_URL"), { method: "POST" });
  if (!answer.ok) throw new Error(`The node was not restarted: ${await answer.text()}`);
}

/** Makes an account on the guarded node, as its administrator. */
export async function createUser(username, password, groups = []) {
  const credentials = Buffer.from(`${ADMIN.username}:${ADMIN.password}`).toString("base64");
  const answer = await fetch(`https://localhost:${guarded.httpPort}/users/`, {
    method: "POST",
    headers: { authorization: `Basic ${credentials}`, "content-type": "application/json" },
    body: JSON.stringify({ loginName: username, fullName: username, password, groups }),
  });
  if (answer.status !== 201) throw new Error(`No account ${username}: ${answer.status}`);
  return { username, password };
}

/** Waits for a promise, but not for ever. */
export async function within(promise, what, patience = PATIENCE) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Waited too long for ${what}`)), patience);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Tries something until it works, but not for ever. An answer that got lost with its connection is not waited for. */
export async function eventually(attempt, what) {
  const deadline = Date.now() + PATIENCE;
  for (;;) {
    try {
      return await within(attempt(), what, ATTEMPT_MAX);
    } catch (failure) {
      if (Date.now() > deadline) throw new Error(`Waited too long for ${what}`, { cause: failure });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** What arrived so far, and a way to wait for more. */
export class Inbox {
  items = [];
  #waiting = [];

  put(item) {
    this.items.push(item);
    this.#waiting = this.#waiting.filter((wake) => !wake());
  }

  /** Waits until that many items are there; answers all. */
  async holding(count) {
    return this.when((items) => items.length >= count, `${count} items`);
  }

  /** Waits until the items are as wanted; answers them. */
  async when(isEnough, what) {
    const enough = new Promise((resolve) => {
      const wake = () => isEnough(this.items) && (resolve(), true);
      if (!wake()) this.#waiting.push(wake);
    });
    try {
      await within(enough, what);
    } catch (late) {
      throw new Error(`${late.message}, got ${this.items.length}`);
    }
    return this.items;
  }
}

function text(variable) {
  const value = process.env[variable];
  if (!value) throw new Error(`The environment variable ${variable} is missing.`);
  return value;
}

function number(variable) {
  return Number.parseInt(text(variable), 10);
}
