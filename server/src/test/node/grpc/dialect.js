// How the gRPC clients differ, and how they are connected.
import { after } from "node:test";
import { ADMIN, guarded, open } from "../scenario.js";

/** Everything that a read answers. */
export async function all(read) {
  const items = [];
  for await (const item of read) items.push(item);
  return items;
}

/** Waits for the end of something, whichever it is. */
export async function ignored(promise) {
  await promise.catch(() => {});
}

/** A client that is let go after the last scenario. */
export function shared(client) {
  after(() => client.dispose());
  return client;
}

/** A client of one of the libraries. */
export class Dialect {
  /**
   * @param library what the package exports
   * @param Client its client class
   * @param scheme how its connection strings begin
   * @param words how it names the expectation of a writer, and both states of a conflict
   */
  constructor(library, Client, scheme, words) {
    this.library = library;
    this.Client = Client;
    this.scheme = scheme;
    this.words = words;
  }

  /** What a write is called with. */
  expect(state) {
    return { [this.words.option]: state };
  }

  /** What an error says about a conflict. */
  conflict(error) {
    return { expected: error[this.words.expected], actual: error[this.words.actual] };
  }

  /** Answers whether an event came without metadata. */
  isNothing(metadata) {
    return metadata === undefined || metadata === null || metadata.length === 0;
  }

  /** A client of the node that asks for no password. */
  toOpen(...parameters) {
    return this.#connect(`localhost:${open.httpPort}`, "tls=false", ...parameters);
  }

  /**
   * A client of the node with accounts.
   *
   * @param credentials of the account, null: none
   */
  toGuarded(credentials = ADMIN, ...parameters) {
    const login = credentials === null ? "" : `${credentials.username}:${credentials.password}@`;
    const authority = `tlsCaFile=${encodeURIComponent(guarded.authority)}`;
    return this.#connect(`${login}localhost:${guarded.httpPort}`, authority, ...parameters);
  }

  #connect(host, ...parameters) {
    return this.Client.connectionString(`${this.scheme}://${host}?${parameters.join("&")}`);
  }
}
