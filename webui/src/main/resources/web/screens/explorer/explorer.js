import { html, nothing } from 'lit';
import { getJson } from '../../api.js';
import { newId } from '../../parts/copy-as.js';
import { save } from '../../parts/download.js';
import { Screen } from '../../parts/element.js';
import { icon } from '../../parts/icons.js';
import { requery } from '../../router.js';
import { session } from '../../session.js';
import { failureNotice } from '../../shell/notices.js';
import { openApi } from './openapi.js';
import { inGroups, levelText, placeholders } from './resources.js';
import '../../parts/http-call.js';

const FIRST = 'GET /streams/{stream}';

/** What the node answers over HTTP, to be read and tried. */
class Explorer extends Screen {
  static properties = { groups: { state: true }, values: { state: true }, presets: { state: true } };
  #id = newId();

  constructor() {
    super();
    this.groups = [];
    this.values = {};
    this.presets = {};
  }

  async enter() {
    if (this.groups.length === 0) {
      const [{ resources }, presets] = await Promise.all([getJson('/ui-api/resources', this.leaving), examples(this.leaving)]);
      this.presets = presets;
      this.groups = inGroups(resources);
    }
    const wanted = this.route.query.r ?? FIRST;
    if (this.wanted !== wanted) {
      this.wanted = wanted;
      this.values = {};
      this.#id = newId();
    }
  }

  #save() {
    const document = openApi(this.groups, session.node?.version ?? '', location.origin);
    save(new Blob([JSON.stringify(document, null, 2)], { type: 'application/json' }), 'eventstore.openapi.json');
  }

  get #chosen() {
    const all = this.groups.flatMap(({ resources }) => resources);
    return all.find(({ key }) => key === this.route.query.r) ?? all.find(({ key }) => key === FIRST) ?? all[0];
  }

  #value(kind, name, preset) {
    return this.values[`${kind} ${name}`] ?? preset.replace('{newId}', this.#id);
  }

  /** What stands in a placeholder; what deletes or stops gets no example. */
  #example(name, { method }) {
    return method === 'DELETE' ? '' : (this.presets[name] ?? '');
  }

  #call(resource) {
    const filled = resource.template.replace(/[{]([*]?\w+)[}]/g, (hole, name) => {
      const value = this.#value('path', name, this.#example(name, resource));
      return value === '' ? hole : name.startsWith('*') ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
    });
    const given = (kind, fields) => (fields ?? []).map(([name, preset]) => [name, this.#value(kind, name, preset)]).filter(([, value]) => value !== '');
    const query = new URLSearchParams(given('query', resource.query)).toString();
    return {
      method: resource.method,
      path: filled + (query ? `?${query}` : ''),
      headers: Object.fromEntries(given('header', resource.headers)),
      body: (resource.body ?? '').replace('{newId}', this.#id),
    };
  }

  #field(kind, [name, preset, help]) {
    return html`<label class="field"><span>${name.replace('*', '')}${kind === 'header' ? html` <em class="faint">header</em>` : nothing}</span>
      <input name=${name} class="mono" spellcheck="false" autocomplete="off" .value=${this.#value(kind, name, preset)}
        @input=${(input) => {
          this.values = { ...this.values, [`${kind} ${name}`]: input.target.value };
        }}>${help ? html`<small>${help}</small>` : nothing}</label>`;
  }

  render() {
    const chosen = this.#chosen;
    const words = (this.route.query.q ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const fits = ({ key, says }) => words.every((word) => `${key} ${says}`.toLowerCase().includes(word));
    const shown = this.groups.map(({ title, resources }) => ({ title, resources: resources.filter(fits) })).filter(({ resources }) => resources.length > 0);
    return html`<div class="page full">
      <header class="page-head"><h1>API</h1><span class="faint">What this node answers over HTTP. Other protocols: TCP and gRPC, for clients.</span>
        <span class="fill"></span><button class="ghost small" title="For tools that make clients, or try calls" @click=${() => this.#save()}>${icon('download')}OpenAPI</button></header>
      ${failureNotice(this.failure, session)}
      <div class="split explorer"><section class="card tree-card" aria-label="Resources">
          <label class="search">${icon('search')}<span class="visually-hidden">Filter</span><input type="search" placeholder="Filter" .value=${this.route.query.q ?? ''} @input=${(input) => requery({ q: input.target.value })}></label>
          <div class="tree" tabindex="0" role="region" aria-label="List of resources">${shown.map(
            ({ title, resources }) => html`<h2 class="side-title">${title}</h2><ul>${resources.map(
              (each) => html`<li><button aria-current=${each === chosen ? 'true' : nothing} title=${each.says} @click=${() => requery({ r: each.key })}>
              <span class="method" data-method=${each.method}>${each.method}</span><span class="cut mono">${each.template}</span></button></li>`,
            )}</ul>`,
          )}${shown.length === 0 && this.groups.length > 0 ? html`<p class="hint grid-empty">Nothing fits.</p>` : nothing}</div></section>
        ${chosen ? this.#resource(chosen) : nothing}</div></div>`;
  }

  #resource(resource) {
    const paths = placeholders(resource.template);
    const { query = [], headers = [] } = resource;
    const fields = paths.length + query.length + headers.length;
    return html`<section class="card split-main resource" aria-label="Resource" tabindex="0"><div class="card-body form">
      <div><h2 class="mono resource-title"><span class="method" data-method=${resource.method}>${resource.method}</span>${resource.template}</h2>
        <p class="soft">${resource.says}. <span class="faint">${levelText(resource.level)}</span></p></div>
      ${
        fields === 0
          ? nothing
          : html`<div class="pair">${paths.map((name) => this.#field('path', [name, this.#example(name, resource), '']))}${query.map((each) => this.#field('query', each))}${headers.map((each) => this.#field('header', each))}</div>`
      }
      <es-http-call .call=${this.#call(resource)}></es-http-call></div></section>`;
  }
}

/** Names that are there, so that most calls work as they stand. */
async function examples(signal) {
  const [found, known] = await Promise.all([
    getJson('/ui-api/streams?limit=1', signal).catch(() => ({ streams: [] })),
    getJson('/ui-api/subscriptions', signal).catch(() => ({ groups: [] })),
  ]);
  return {
    stream: found.streams[0]?.name ?? '$streams',
    group: known.groups[0]?.group ?? '',
    event: 'head',
    revision: 'head',
    position: 'head',
    count: '20',
    projection: '$by_category',
    login: 'admin',
    name: 'writer-flush',
    '*path': 'proc',
    id: newId(),
  };
}

customElements.define('es-explorer', Explorer);
