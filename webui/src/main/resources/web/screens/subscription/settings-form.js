import { html, nothing } from 'lit';
import { count } from '../../times.js';
import { NUMBERS, STRATEGIES, WHOLE_MAX } from './fields.js';

const FILTERS = [
  ['', 'Every event'],
  ['EVENT_TYPE:prefix', 'Event types that begin with'],
  ['EVENT_TYPE:regex', 'Event types that fit the expression'],
  ['STREAM_NAME:prefix', 'Streams whose names begin with'],
  ['STREAM_NAME:regex', 'Streams whose names fit the expression'],
];

/** The form with every setting of a group; a new one has fields for its names as well. */
export function settingsForm({ settings, names, isOfAll, submit, act, wrong, note }) {
  const isNumber = typeof settings.start === 'number';
  return html`<form class="card form add-form" @submit=${submit}>
    ${names ? nameFields(names) : nothing}
    <fieldset class="form"><legend>Where it begins</legend>
      <div class="bar starts">
        ${start('beginning', 'With the first event', settings.start === 'beginning')}
        ${start('end', 'With the next event that comes', settings.start === 'end')}
        ${start('number', isOfAll ? 'At a position' : 'At an event number', isNumber)}
        <input name="startNumber" type="number" min="0" step="1" aria-label="Number to begin at" .value=${String(isNumber ? settings.start : 0)}></div>
      ${note ? html`<p class="hint">${note}</p>` : nothing}</fieldset>
    ${isOfAll ? filterFields(settings.filter) : nothing}
    <div class="pair">
      <label class="field"><span>Strategy</span><select name="strategy">${STRATEGIES.map(([name]) => html`<option value=${name} ?selected=${settings.strategy === name}>${name}</option>`)}</select>
        <small>${STRATEGIES.map(([name, text]) => html`<span class="choice-help"><b>${name}</b> ${text}</span>`)}</small></label>
      <div class="field"><label class="check"><input type="checkbox" name="resolveLinks" ?checked=${settings.resolveLinks}><span>Resolve links</span></label>
        <small>Consumers get the events that links point to. Default: off.</small>
        <label class="check"><input type="checkbox" name="extraStatistics" ?checked=${settings.extraStatistics}><span>Extra statistics</span></label>
        <small>Measures how long each consumer takes for an event. Default: off.</small></div></div>
    ${NUMBERS.map(([title, fields]) => html`<fieldset class="form"><legend>${title}</legend><div class="triple">${fields.map((field) => numberField(field, settings))}</div></fieldset>`)}
    ${wrong ? html`<p class="notice" role="alert" data-kind="bad">${wrong}</p>` : nothing}
    <div class="actions"><button class="primary">${act}</button></div></form>`;
}

function nameFields({ stream, group, changed }) {
  return html`<div class="pair">
    <label class="field"><span>Stream</span><input name="stream" required spellcheck="false" autocomplete="off" placeholder="orders-1, $ce-orders or $all" .value=${stream} @input=${changed}><small>It need not exist yet. <code>$all</code> takes everything, with a filter if you like.</small></label>
    <label class="field"><span>Group</span><input name="group" required maxlength="1000" spellcheck="false" autocomplete="off" placeholder="billing" .value=${group}><small>Its own name, once for that stream.</small></label></div>`;
}

const start = (value, text, isChosen) =>
  html`<label class="check"><input type="radio" name="start" value=${value} ?checked=${isChosen}><span>${text}</span></label>`;

function filterFields(filter) {
  const kind = filter ? `${filter.subject}:${filter.regex === undefined ? 'prefix' : 'regex'}` : '';
  const text = filter ? (filter.regex ?? filter.prefixes.join(', ')) : '';
  return html`<fieldset class="form"><legend>Which events it wants</legend><div class="bar">
    <select name="filter" aria-label="Filter">${FILTERS.map(([value, name]) => html`<option value=${value} ?selected=${kind === value}>${name}</option>`)}</select>
    <input class="grow mono" name="filterText" aria-label="Beginnings, with commas between them, or an expression" spellcheck="false" autocomplete="off" placeholder="order, invoice" .value=${text}></div></fieldset>`;
}

function numberField([name, title, unit, min, max, standard, text], settings) {
  return html`<label class="field"><span>${title}${unit ? html`, ${unit}` : nothing}</span>
    <input type="number" name=${name} required min=${min} max=${max} step="1" .value=${String(settings[name])}>
    <small>${text} ${max < WHOLE_MAX ? `${count(min)} to ${count(max)}, default` : 'Default'} ${count(standard)}.</small></label>`;
}
