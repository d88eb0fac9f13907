/** A query that runs in the node as a transient projection, until it has read everything. */
import { newId } from '../../parts/copy-as.js';
import * as api from '../../parts/projections.js';

const AGAIN_MILLIS = 400;
const OVER = /^(Completed|Faulted|Stopped|Aborted)/;

export class Transient {
  isBusy = true;
  report = null;
  output = [];
  log = [];
  partition = '';
  kind = 'query';
  #isClosed = false;

  constructor(query, { changed, failed }) {
    this.name = `query-${newId()}`;
    this.changed = changed;
    this.#follow(query).catch((failure) => {
      this.isBusy = false;
      if (!this.#isClosed) {
        failed(failure);
      }
      changed();
    });
  }

  async #follow(query) {
    await api.create('transient', query, { name: this.name, enabled: 'yes' });
    if (this.#isClosed) {
      await this.close(); // It was not there yet when nobody wanted it any more.
      return;
    }
    this.definition = (await api.definitionOf(this.name)).definition;
    while (this.isBusy && !this.#isClosed) {
      await this.#look();
      await new Promise((resolve) => {
        setTimeout(resolve, AGAIN_MILLIS);
      });
    }
  }

  async #look() {
    const info = await api.projectionOf(this.name);
    const [state, result] = await Promise.all(
      ['state', 'result'].map((what) => api.standingOf(this.name, what, this.partition)),
    );
    this.isBusy = !OVER.test(info.status);
    const isFaulted = info.status.startsWith('Faulted');
    this.report = {
      state: state || null,
      result: result || null,
      handled: info.eventsProcessedAfterRestart,
      percent: Math.max(0, info.progress),
      partitions: [],
      partitionCount: 0,
      isPartitioned: this.definition?.byStream || this.definition?.byCustomPartitions,
      stop: { why: this.isBusy ? 'beginning' : isFaulted ? 'fault' : info.status.startsWith('Completed') ? 'end' : 'paused' },
      failure: isFaulted ? { message: api.faultOf(info.stateReason).message } : null,
      status: info.status,
    };
    this.changed();
  }

  /** Partitions with their states. */
  standings = (filter) => api.standingsOf(this.name, filter);

  async choose(partition) {
    this.partition = partition;
    await this.#look().catch(() => {});
  }

  async cancel() {
    await api.command(this.name, 'disable');
  }

  /** Nobody wants to see it any more. */
  async close() {
    this.#isClosed = true;
    this.isBusy = false;
    await api.command(this.name, 'abort').catch(() => {});
    await api.remove(this.name).catch(() => {});
  }
}
