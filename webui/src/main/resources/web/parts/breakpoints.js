/** Marks beside and behind the lines of a script. */
import { RangeSet, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, gutter, GutterMarker } from '@codemirror/view';

const toggle = StateEffect.define({ map: (value, changes) => ({ ...value, at: changes.mapPos(value.at) }) });

/** Sets which lines ran, which one is at hand and which one failed. */
export const setMarks = StateEffect.define();

class Dot extends GutterMarker {
  toDOM() {
    const dot = document.createElement('span');
    dot.className = 'es-breakpoint';
    dot.title = 'Stop here';
    return dot;
  }
}

const DOT = new Dot();

const breakpoints = StateField.define({
  create: () => RangeSet.empty,
  update(set, transaction) {
    let next = set.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(toggle)) {
        const { at, isOn } = effect.value;
        next = isOn ? next.update({ add: [DOT.range(at)] }) : next.update({ filter: (from) => from !== at });
      }
    }
    return next;
  },
});

const marks = StateField.define({
  create: () => Decoration.none,
  update(set, transaction) {
    let next = transaction.docChanged ? Decoration.none : set;
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) {
        next = decorations(transaction.state.doc, effect.value);
      }
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

function decorations(doc, { current, ran, failed }) {
  const kinds = new Map([...ran.map((line) => [line, 'es-ran']), [current, 'es-current'], [failed, 'es-failed']]);
  const lines = [...kinds].filter(([line]) => line > 0 && line <= doc.lines).toSorted(([a], [b]) => a - b);
  return Decoration.set(lines.map(([line, kind]) => Decoration.line({ class: kind }).range(doc.line(line).from)));
}

const LOOK = EditorView.theme({
  '.es-breakpoints': { width: '18px', cursor: 'pointer' },
  '.es-breakpoints .cm-gutterElement': { display: 'grid', placeItems: 'center' },
  '.es-breakpoint': { width: '10px', height: '10px', borderRadius: '50%', backgroundColor: 'var(--bad)' },
  '.es-ran': { boxShadow: 'inset 3px 0 0 var(--accent-soft)' },
  '.es-current': { backgroundColor: 'var(--warn-soft) !important', boxShadow: 'inset 3px 0 0 var(--warn)' },
  '.es-failed': { backgroundColor: 'var(--bad-soft) !important', boxShadow: 'inset 3px 0 0 var(--bad)' },
});

/** Lets people mark lines beside their numbers. */
export function breakpointGutter(changed) {
  return [
    breakpoints,
    marks,
    LOOK,
    gutter({
      class: 'es-breakpoints',
      markers: (view) => view.state.field(breakpoints),
      initialSpacer: () => DOT,
      renderEmptyElements: true,
      domEventHandlers: {
        mousedown(view, line) {
          toggleAt(view, line.from);
          changed();
          return true;
        },
      },
    }),
    EditorView.domEventHandlers({
      keydown(key, view) {
        if (key.key === 'F9') {
          key.preventDefault();
          toggleAt(view, view.state.doc.lineAt(view.state.selection.main.head).from);
          changed();
        }
      },
    }),
  ];
}

function toggleAt(view, at) {
  let isThere = false;
  view.state.field(breakpoints).between(at, at, () => {
    isThere = true;
  });
  view.dispatch({ effects: toggle.of({ at, isOn: !isThere }) });
}

/** The numbers of the lines that are marked. */
export function linesWithBreakpoints(state) {
  const lines = [];
  const field = state.field(breakpoints, false);
  for (const cursor = field?.iter(); cursor?.value; cursor.next()) {
    lines.push(state.doc.lineAt(cursor.from).number);
  }
  return lines;
}

/** What marks exactly these lines. */
export function showBreakpoints(state, lines) {
  if (!state.field(breakpoints, false)) {
    return [];
  }
  const now = linesWithBreakpoints(state);
  const at = (line) => state.doc.line(line).from;
  return [
    ...now.filter((line) => !lines.includes(line)).map((line) => toggle.of({ at: at(line), isOn: false })),
    ...lines
      .filter((line) => line <= state.doc.lines && !now.includes(line))
      .map((line) => toggle.of({ at: at(line), isOn: true })),
  ];
}
