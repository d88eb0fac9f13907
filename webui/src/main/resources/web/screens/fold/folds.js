/** Folds: how people make the state of a stream from its events. This browser keeps one for each category. */
import { preferences } from '../../preferences.js';

const MAX = 100;
const CHARACTERS_MAX = 100_000;

export const EXAMPLE = `({
  $init: () => ({}),

  // A handler for each type of event, or $any for all others.
  $any(state, event) {
    return { ...state, ...event.data };
  },
})`;

/** What streams have a fold in common by: their category, or their name if they are in none. */
export function kindOf(stream) {
  const at = stream.indexOf('-');
  return at > 0 ? stream.slice(0, at) : stream;
}

export const foldOf = (stream) => preferences.get('folds')[kindOf(stream)] ?? EXAMPLE;

/** @throws {Error} if it is too long to be kept */
export function keepFold(stream, text) {
  if (text.length > CHARACTERS_MAX) {
    throw new Error(`A fold has ${CHARACTERS_MAX / 1000} KB at most.`);
  }
  const { [kindOf(stream)]: _, ...others } = preferences.get('folds');
  preferences.set('folds', { ...Object.fromEntries(Object.entries(others).slice(1 - MAX)), [kindOf(stream)]: text });
}

/** The fold as a definition that has a state behind each event; its lines are those of the fold. */
export function definitionOf(stream, text) {
  return `const fold = (${text.trim().replace(/;$/, '')}
);
fromStream(${JSON.stringify(stream)}).when({
  $init: () => (fold.$init ? fold.$init() : {}),
  $any(state, event) {
    const handler = Object.hasOwn(fold, event.eventType) && !event.eventType.startsWith('$') ? event.eventType : '$any';
    return fold[handler] ? fold[handler](state, event) : state;
  },
});`;
}
