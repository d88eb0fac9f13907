import { html } from 'lit';
import { Screen } from '../../parts/element.js';
import { getJson } from '../../api.js';
import { requery } from '../../router.js';
import { session } from '../../session.js';
import { icon } from '../../parts/icons.js';
import { failureNotice } from '../../shell/notices.js';

/** The options in force. */
class Options extends Screen {
  static properties = { options: { state: true } };

  constructor() {
    super();
    this.options = [];
  }

  async enter() {
    if (this.options.length === 0) {
      this.options = await getJson('/info/options', this.leaving);
    }
  }

  render() {
    const { q = '' } = this.route.query;
    const shown = this.options.filter((option) =>
      `${option.name} ${option.description} ${option.value}`.toLowerCase().includes(q.toLowerCase()),
    );
    const groups = [...new Set(shown.map((option) => option.group))];
    return html`<div class="page">
      <header class="page-head"><h1>Options in force</h1><span class="badge">${shown.length}</span></header>
      ${failureNotice(this.failure, session)}
      <label class="search">${icon('search')}<span class="visually-hidden">Filter</span><input type="search" placeholder="Name, value or description" .value=${q} @input=${(input) => requery({ q: input.target.value })}></label>
      ${groups.map(
        (
          group,
        ) => html`<section class="card"><div class="card-head"><h2>${group}</h2></div><div class="scroll-x"><table class="table options stack"><caption class="visually-hidden">${group}</caption>
        <thead><tr><th>Option</th><th>Value</th><th>What it does</th></tr></thead>
        <tbody>${shown
          .filter((option) => option.group === group)
          .map(
            (option) => html`<tr><td><strong>${option.name}</strong></td>
          <td><code>${option.value === '' ? '–' : option.value}</code></td><td class="soft">${option.description}</td></tr>`,
          )}</tbody></table></div></section>`,
      )}
    </div>`;
  }
}

customElements.define('es-options', Options);
