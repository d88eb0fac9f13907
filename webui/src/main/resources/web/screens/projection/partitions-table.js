import { html, nothing } from 'lit';
import { Part } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { standingsOf } from '../../parts/projections.js';
import '../../parts/partition-grid.js';

/** All partitions of a projection with their states; asked for while somebody looks. */
class PartitionsTable extends Part {
  static properties = {
    name: { attribute: false },
    source: { attribute: false },
    isRunning: { attribute: false },
    isOpen: { state: true },
    chosen: { state: true },
  };

  constructor() {
    super();
    this.isOpen = false;
    this.chosen = '';
  }

  willUpdate(changed) {
    if (changed.has('name')) {
      const { name } = this;
      this.standings = (filter) => standingsOf(name, filter);
      this.chosen = '';
    }
  }

  #choose(chosen) {
    this.chosen = chosen.detail;
    this.dispatchEvent(new CustomEvent('choose', { detail: chosen.detail }));
  }

  render() {
    if (!this.source?.byStream && !this.source?.byCustomPartitions) {
      return nothing;
    }
    return html`<details class="card" @toggle=${(toggle) => {
      this.isOpen = toggle.target.open;
    }}><summary class="card-head">${icon('chevron')}<h2>Partitions as a table</h2></summary>
      ${
        this.isOpen
          ? html`<es-partition-grid .load=${this.standings} .name=${`${this.name}-partitions`} .isLive=${this.isRunning} .chosen=${this.chosen} @choose=${(chosen) => this.#choose(chosen)}></es-partition-grid>`
          : nothing
      }</details>`;
  }
}

customElements.define('es-partitions-table', PartitionsTable);
