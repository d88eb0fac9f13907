/** Texts on their way from page to page, and the queries that this browser remembers by name. */
import { preferences } from '../preferences.js';

const KEY = 'es.draft';
const QUERIES_MAX = 100;

/** Hands a text to the page that is opened next. */
export function handOver(text) {
  sessionStorage.setItem(KEY, text);
}

/** The text that was handed over, once; null if there is none. */
export function takeOver() {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return text;
}

/** @returns {{name: string, text: string}[]} */
export const savedQueries = () => preferences.get('queries') ?? [];

export function saveNamed(name, text) {
  const others = savedQueries().filter((query) => query.name !== name);
  preferences.set('queries', [...others, { name, text }].slice(-QUERIES_MAX).toSorted((a, b) => a.name.localeCompare(b.name)));
}

export function forgetNamed(name) {
  preferences.set(
    'queries',
    savedQueries().filter((query) => query.name !== name),
  );
}
