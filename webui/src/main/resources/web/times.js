/** Points in time as people read them, in the zone that was chosen. */
import { preferences } from './preferences.js';

const MOMENT = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/;
const formats = new Map();

function format(kind, options) {
  const zone = preferences.get('zone');
  const key = `${kind} ${zone}`;
  if (!formats.has(key)) {
    const timeZone = zone === 'local' ? undefined : zone;
    formats.set(key, new Intl.DateTimeFormat('sv-SE', { ...options, timeZone, hour12: false }));
  }
  return formats.get(key);
}

const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', fractionalSecondDigits: 3 };
const day = { year: 'numeric', month: '2-digit', day: '2-digit' };

/** Day and time with milliseconds: `2026-11-26 01:02:03.456`. */
export function dateTime(iso) {
  const at = new Date(iso);
  return Number.isNaN(at.getTime())
    ? '–'
    : format('both', { ...day, ...clock })
        .format(at)
        .replace(',', '.');
}

/** Time of the day with milliseconds. */
export function time(iso) {
  const at = new Date(iso);
  return Number.isNaN(at.getTime()) ? '–' : format('clock', clock).format(at).replace(',', '.');
}

/**
 * The moment that a day, or a day and a time, is in the zone that was chosen; a zone of its own counts before that.
 *
 * @returns {Date|null} null if the text is none
 */
export function momentOf(text) {
  const [, day, clock = '00:00', zone] = MOMENT.exec(text) ?? [];
  const at = new Date(`${day}T${clock}${zone ?? 'Z'}`);
  if (Number.isNaN(at.getTime())) {
    return null;
  }
  if (zone) {
    return at;
  }
  // Twice: the zone may be ahead by something else at the moment than at the same hour of UTC.
  const near = new Date(at.getTime() - offsetMillis(at));
  return new Date(at.getTime() - offsetMillis(near));
}

/** How far the zone is ahead of UTC at a moment. */
function offsetMillis(at) {
  const shown = dateTime(at.toISOString()).replace(' ', 'T');
  return new Date(`${shown}Z`).getTime() - at.getTime();
}

/** How long ago: `12 s ago`, `3 min ago`, and the day for what is older. */
export function ago(iso, now = Date.now()) {
  const seconds = Math.max(0, Math.round((now - new Date(iso).getTime()) / 1000));
  if (Number.isNaN(seconds)) {
    return '–';
  }
  if (seconds < 5) {
    return 'just now';
  }
  const steps = [
    [60, 1, 's'],
    [3600, 60, 'min'],
    [86_400, 3600, 'h'],
    [2_592_000, 86_400, 'd'],
  ];
  const step = steps.find(([below]) => seconds < below);
  return step ? `${Math.floor(seconds / step[1])} ${step[2]} ago` : dateTime(iso).slice(0, 10);
}

/** How long a .NET time span (`d.hh:mm:ss.fffffff`) is: `66 ms`, `12 s`, `3 min 5 s`, `26 h 3 min`. */
export function lasted(span) {
  const [, days = 0, hours, minutes, seconds] = /^(?:(\d+)\.)?(\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(span) ?? [];
  if (seconds === undefined) {
    return '–';
  }
  const allHours = Number(days) * 24 + Number(hours);
  const all = (allHours * 60 + Number(minutes)) * 60 + Number(seconds);
  if (all < 10) {
    return `${Math.round(all * 1000)} ms`;
  }
  if (all < 60) {
    return `${Math.round(all)} s`;
  }
  return allHours > 0 ? `${allHours} h ${Number(minutes)} min` : `${Number(minutes)} min ${Math.floor(Number(seconds))} s`;
}

/** What a zone is called: `Europe/Berlin`. */
export function zoneName() {
  const zone = preferences.get('zone');
  return zone === 'local' ? Intl.DateTimeFormat().resolvedOptions().timeZone : zone;
}

const whole = new Intl.NumberFormat('en-US');
export const count = (number) => (number === undefined || number === null ? '–' : whole.format(number));

/** A number in a few characters: `9,999`, `12.3k`, `1.24M`. */
export function few(number) {
  if (number >= 1_000_000) {
    return `${Number((number / 1_000_000).toFixed(2))}M`;
  }
  return number >= 10_000 ? `${Number((number / 1000).toFixed(1))}k` : whole.format(number);
}

/** A number of things: `1 event`, `2 events`. */
export const counted = (number, thing) => `${count(number)} ${thing}${number === 1 ? '' : 's'}`;

/** A number of bytes: `1.4 MB`. */
export function bytes(number) {
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = number;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit += 1;
  }
  return `${unit === 0 ? value : value.toFixed(value < 10 ? 1 : 0)} ${units[unit]}`;
}
