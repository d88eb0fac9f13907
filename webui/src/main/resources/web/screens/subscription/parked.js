import { html, nothing } from 'lit';
import { getJson, send } from '../../api.js';
import { confirm } from '../../parts/dialogs.js';
import { icon } from '../../parts/icons.js';
import { preview } from '../../parts/preview.js';
import { tell, tellFailure } from '../../parts/toasts.js';
import { address } from '../../router.js';
import { session } from '../../session.js';
import { count, counted, dateTime } from '../../times.js';

const PAGE = 100;
/** How many the node tells at a time. */
const PAGE_MAX = 500;

/** The parked events of a group, as far as they were loaded. */
export class Parked {
  events = null;
  count = 0;
  next = 0;
  isEnd = true;
  isReplaying = false;

  constructor(path, changed) {
    this.path = path;
    this.changed = changed;
  }

  /** Loads as many as are shown, at least a page. */
  async load(signal) {
    const wanted = Math.max(PAGE, this.events?.length ?? 0);
    let page = await getJson(`${this.path}/parked?count=${Math.min(PAGE_MAX, wanted)}`, signal);
    let { events } = page;
    while (events.length < wanted && !page.isEnd) {
      page = await getJson(`${this.path}/parked?from=${page.next}&count=${Math.min(PAGE_MAX, wanted - events.length)}`, signal);
      events = [...events, ...page.events];
    }
    this.#take(page, events);
  }

  async more(signal) {
    const page = await getJson(`${this.path}/parked?from=${this.next}&count=${PAGE}`, signal);
    this.#take(page, [...this.events, ...page.events]);
  }

  #take(page, events) {
    Object.assign(this, page, { events });
    this.changed();
  }

  async replay(choice, what) {
    await this.#act('POST', `/parked/replay${choice}`, `${what} is tried again`);
  }

  async drop(choice, what) {
    await this.#act('DELETE', `/parked${choice}`, `${what} is dropped`);
  }

  async #act(method, path, done) {
    try {
      await send(`${this.path}${path}`, { method, headers: { Accept: '*/*' } });
      tell(done);
      await this.load();
    } catch (failure) {
      tellFailure(failure.message);
    }
  }
}

/** The list of parked events, each with its reason and what can be done about it. */
export function parkedView(page, parked) {
  if (!parked?.events) {
    return page.failure ? nothing : html`<p class="hint">Loading …</p>`;
  }
  const isOperator = session.isOperator;
  return html`<section class="card"><div class="card-head"><h2>Parked events</h2><span class="badge" data-kind=${parked.count ? 'warn' : 'good'}>${count(parked.count)}</span>
      ${parked.isReplaying ? html`<span class="badge" data-kind="info"><span class="dot live"></span>being tried again</span>` : nothing}<span class="fill"></span>
      <button class="small" ?disabled=${!isOperator || !parked.count} @click=${() => replayAll(parked)}>${icon('play')}Replay all</button>
      <button class="small" ?disabled=${!isOperator || !parked.count} @click=${() => dropAll(parked)}>${icon('close')}Drop all</button></div>
    ${
      parked.events.length === 0
        ? html`<p class="card-body hint">None. Events that consumers refuse, or do not settle after all retries, are put aside here.</p>`
        : html`<div class="scroll-x"><table class="table parked"><caption class="visually-hidden">Parked events, the oldest first</caption>
      <thead><tr><th class="right">No.</th><th>Event</th><th>Reason</th><th>Data</th><th>Parked</th><th><span class="visually-hidden">What can be done</span></th></tr></thead>
      <tbody>${parked.events.map((item) => row(item, parked, page, isOperator))}</tbody></table></div>
      ${parked.isEnd ? nothing : html`<p class="card-body"><button @click=${() => page.attempt(() => parked.more())}>Show more</button></p>`}`
    }</section>`;
}

function row(item, parked, page, isOperator) {
  const { event, number } = item;
  const place = event.isGone ? event.link : event;
  const what = `Parked event ${number}`;
  return html`<tr><td class="right">${number}</td>
    <td><a href=${address('streams', place.stream, place.revision)}><strong>${event.isGone ? 'target is gone' : event.type}</strong></a><br><span class="faint">${place.stream}@${place.revision}</span></td>
    <td class="reason">${item.reason || '–'}</td>
    <td class="parked-data">${event.isGone ? nothing : preview(event)}</td>
    <td class="soft number">${dateTime(item.parked)}</td>
    <td><div class="row-acts">
      <button class="small" ?disabled=${!isOperator} title="Try this one again" @click=${() => parked.replay(`?only=${number}`, what)}>Replay</button>
      <button class="small" ?disabled=${!isOperator} title="Try this one and all before it again" @click=${() => replayUpTo(parked, number)}>Up to here</button>
      ${event.isGone ? nothing : html`<a class="button small" title="Adds a changed copy to ${place.stream}; then this one can be dropped" href=${address('streams', place.stream, place.revision, 'addNewLikeThis', copyOf(page, number))}>Edit a copy</a>`}
      <button class="small" ?disabled=${!isOperator} title="Forget this one" @click=${() => dropOne(parked, number, what)}>Drop</button></div></td></tr>`;
}

/** What the page that adds the copy is told. */
const copyOf = ({ route }, number) => ({ parked: number, of: route.params.stream, group: route.params.group });

async function replayUpTo(parked, number) {
  const events = parked.events.filter((item) => item.number <= number).length;
  const agreed = await confirm({
    title: `Replay parked events up to ${number}?`,
    act: 'Replay',
    text: [`Hands ${counted(events, 'event')} to the consumers again, the oldest first. Those that fail again are parked anew, at the end.`],
  });
  if (agreed) {
    await parked.replay(`?upTo=${number}`, `All up to ${number}`);
  }
}

async function replayAll(parked) {
  const agreed = await confirm({
    title: `Replay ${count(parked.count)} parked events?`,
    act: 'Replay all',
    text: ['All of them go to the consumers again, the oldest first. Those that fail again are parked anew, at the end.'],
  });
  if (agreed) {
    await parked.replay('', 'Every parked event');
  }
}

async function dropOne(parked, number, what) {
  const agreed = await confirm({
    title: `Drop parked event ${number}?`,
    act: 'Drop',
    isDangerous: true,
    text: ['The group forgets it: no consumer of this group gets it any more. The event itself stays in its stream.'],
  });
  if (agreed) {
    await parked.drop(`?only=${number}`, what);
  }
}

async function dropAll(parked) {
  const agreed = await confirm({
    title: `Drop ${count(parked.count)} parked events?`,
    act: 'Drop all',
    isDangerous: true,
    text: ['The group forgets them: no consumer of this group gets them any more. The events themselves stay in their streams.'],
  });
  if (agreed) {
    await parked.drop('', 'Every parked event');
  }
}
