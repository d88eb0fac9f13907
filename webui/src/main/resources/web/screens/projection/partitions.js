import { html, nothing } from 'lit';
import { icon } from '../../parts/icons.js';
import { count } from '../../times.js';

/**
 * The partitions of a projection, to choose one. Where nobody says which there are, one can be named.
 *
 * @param {{partitions: string[], complete: boolean, filter: string}|null|undefined} known those that hold what one looks
 *   for, or did when the node was asked last; null if one may not know, undefined until the node answered
 */
export function partitions(known, { chosen, filter, isByStream, find, show }) {
  if (known === undefined) {
    return html`<p class="hint">Looking …</p>`;
  }
  if (known === null) {
    return byName(chosen, isByStream, show);
  }
  const { length } = known.partitions;
  return html`<div class="partitions">
    <div class="bar"><label class="search grow">${icon('search')}<span class="visually-hidden">Find a partition</span>
        <input type="search" name="partition" spellcheck="false" autocomplete="off" placeholder=${isByStream ? 'Partition: the name of a stream' : 'Partition'}
          .value=${filter} @input=${(input) => find(input.target.value.trim())}></label>
      <span class="faint number">${count(length)}${known.complete ? '' : ' and more'}</span></div>
    ${
      length === 0
        ? html`<p class="hint">${known.filter !== filter ? 'Looking …' : filter ? html`None is called like that. <button class="small" @click=${() => show(filter)}>Show ${filter}</button>` : 'There is none yet.'}</p>`
        : html`<ul class="tree" aria-label="Partitions">${known.partitions.map(
            (name) => html`<li><button aria-current=${name === chosen ? 'true' : nothing} title=${name} @click=${() => show(name)}><span class="cut mono">${name}</span></button></li>`,
          )}</ul>`
    }</div>`;
}

function byName(chosen, isByStream, show) {
  return html`<form class="bar" @submit=${(submit) => {
    submit.preventDefault();
    show(new FormData(submit.target).get('partition').trim());
  }}><label class="grow"><span class="visually-hidden">Partition</span><input class="wide-input" name="partition" spellcheck="false" autocomplete="off" .value=${chosen}
    placeholder=${isByStream ? 'Partition: the name of a stream' : 'Partition'}></label><button>Show</button></form>`;
}
