import { html, nothing } from 'lit';
import { requery } from '../../router.js';

/** Where a session begins, and what of it is of interest. */
export function beginning(page, view) {
  const { from, partition, states } = page.route.query;
  return html`<section class="card"><form class="card-body form" @submit=${(submit) => {
    submit.preventDefault();
    const form = new FormData(submit.target);
    page.isStale = page.session !== null;
    requery({ from: form.get('from'), partition: form.get('partition').trim(), states: form.get('states') ?? '' });
  }} @change=${(change) => change.currentTarget.requestSubmit()}>
    <div class="pair"><label class="field"><span>Begin at ${view?.revisions ? 'revision' : 'position'}</span><input type="number" name="from" min="0" placeholder="the beginning" .value=${from ?? ''}></label>
    <label class="field"><span>Only this partition</span><input name="partition" list="debug-partitions" spellcheck="false" autocomplete="off" placeholder="all" .value=${partition ?? ''}></label></div>
    <datalist id="debug-partitions">${view?.partitions.map((name) => html`<option value=${name}></option>`)}</datalist>
    ${page.projection ? html`<label class="check"><input type="checkbox" name="states" value="yes" .checked=${Boolean(states)}><span>Begin with the states that ${page.projection} has now</span></label>` : nothing}
    </form></section>`;
}
