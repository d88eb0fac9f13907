import { html } from 'lit';

const names = (text) =>
  text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);

/** Where a run stops, beside the lines that are marked. */
export function breakpointForm(lines, view) {
  const types = view?.source.types ?? [];
  return html`<section class="card"><div class="card-head"><h2>Stop at</h2><span class="fill"></span>
      <small class="soft">${lines.length ? `lines ${lines.join(', ')}` : 'no line is marked'}</small></div>
    <form class="card-body form breakpoints" @submit=${(submit) => submit.preventDefault()}>
      <label class="field"><span>A condition in JavaScript, over the state after an event, and the event</span>
        <input name="condition" class="mono" spellcheck="false" autocomplete="off" placeholder="state.count > 10 && event.data.total < 0"></label>
      <div class="pair"><label class="field"><span>Event types</span><input name="types" list="debug-types" spellcheck="false" autocomplete="off" placeholder="orderPlaced, orderPaid"></label>
      <label class="field"><span>Partitions</span><input name="partitions" list="debug-partitions" spellcheck="false" autocomplete="off" placeholder="order-1"></label></div>
      <datalist id="debug-types">${types.map((type) => html`<option value=${type}></option>`)}</datalist>
      <label class="check"><input type="checkbox" name="onEmit"><span>Something would be emitted</span></label></form></section>`;
}

/** What the form says, as the node wants it. */
export function readBreakpoints(form, lines) {
  const data = new FormData(form);
  return {
    lines,
    types: names(data.get('types')),
    partitions: names(data.get('partitions')),
    condition: data.get('condition').trim(),
    onEmit: data.has('onEmit'),
  };
}
