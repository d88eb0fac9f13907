/** A dry run in the node, followed until it ends. */
import { getJson, send, sendJson } from '../../api.js';

const SHOWN_MAX = 1000;

export class DryRun {
  isBusy = true;
  report = null;
  output = [];
  log = [];
  partition = '';
  kind = 'dry';
  #isCancelled = false;
  #leaving = new AbortController();

  constructor(query, { changed, failed, limits }) {
    this.changed = changed;
    addEventListener('pagehide', () => this.close(), { signal: this.#leaving.signal });
    this.#follow(query, limits).catch((failure) => {
      this.isBusy = false;
      if (!this.#leaving.signal.aborted) {
        failed(failure);
      }
      changed();
    });
  }

  async #follow(query, limits) {
    this.id = (await (await sendJson('POST', '/ui-api/dry-runs', { query, ...limits })).json()).id;
    if (this.#leaving.signal.aborted) {
      this.#forget();
    }
    if (this.#isCancelled) {
      await this.cancel(); // It was wanted before there was anything to cancel.
    }
    while (this.isBusy) {
      await this.#look(this.report?.version);
    }
  }

  async #look(seen) {
    const partition = this.partition;
    const query = new URLSearchParams({ output: this.output.length, log: this.log.length, partition });
    if (seen !== undefined) {
      query.set('seen', seen);
    }
    const report = await getJson(`/ui-api/dry-runs/${this.id}?${query}`, this.#leaving.signal);
    this.output = [...this.output, ...report.output].slice(0, SHOWN_MAX);
    this.log = [...this.log, ...report.log].slice(0, SHOWN_MAX);
    if (partition === this.partition) {
      this.report = report;
    }
    this.isBusy = report.busy;
    this.changed();
  }

  /** Partitions with their states. */
  standings = (filter) => getJson(`/ui-api/dry-runs/${this.id}/standings?${new URLSearchParams({ filter })}`, this.#leaving.signal);

  /** Shows the state of another partition. */
  async choose(partition) {
    this.partition = partition;
    await this.#look().catch(() => {});
  }

  /** Ends it; what came of it so far stays. */
  async cancel() {
    this.#isCancelled = true;
    if (this.id) {
      await send(`/ui-api/dry-runs/${this.id}/cancel`, { method: 'POST' });
    }
  }

  close() {
    this.#leaving.abort();
    this.isBusy = false;
    this.#forget();
  }

  #forget() {
    if (this.id) {
      send(`/ui-api/dry-runs/${this.id}`, { method: 'DELETE', headers: { Accept: '*/*' }, keepalive: true }).catch(() => {});
    }
  }
}
