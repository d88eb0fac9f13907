import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { readJson } from './json-text.js';

const LINT_MILLIS = 300;
const COLOURS = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--json-key)' },
  { tag: tags.string, color: 'var(--json-text)' },
  { tag: tags.number, color: 'var(--json-number)' },
  { tag: [tags.bool, tags.null], color: 'var(--json-word)' },
]);
const LOOK = EditorView.theme({
  '&': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    border: '1px solid var(--line-strong)',
    borderRadius: '5px',
    fontSize: '12.5px',
    height: '100%',
  },
  '&.cm-focused': { outline: '2px solid var(--focus)', outlineOffset: '-1px' },
  '.cm-scroller': { fontFamily: 'var(--mono)', minHeight: '6rem', overflow: 'auto' },
  '.cm-content': { caretColor: 'var(--ink)', padding: '8px 0' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-faint)', border: '0', borderRadius: '5px' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--hover)' },
  '.cm-selectionBackground, &.cm-focused .cm-selectionBackground, .cm-content ::selection': {
    backgroundColor: 'var(--accent-soft) !important',
  },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--ink)', border: '1px solid var(--line-strong)' },
  '.cm-placeholder': { color: 'var(--ink-faint)' },
});

/** A field for JSON: colours, and a mark where it is none. In a shadow, where its styles are allowed to be. */
class CodeEditor extends HTMLElement {
  #view = null;
  #value = '';

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({ doc: this.#value, extensions: this.#extensions() }),
    });
  }

  disconnectedCallback() {
    this.#value = this.value;
    this.#view.destroy();
    this.#view = null;
  }

  get value() {
    return this.#view ? this.#view.state.doc.toString() : this.#value;
  }

  set value(text) {
    this.#value = text;
    if (this.#view && text !== this.value) {
      this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
    }
  }

  #extensions() {
    return [
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      bracketMatching(),
      lintGutter(),
      json(),
      syntaxHighlighting(COLOURS),
      LOOK,
      EditorView.lineWrapping,
      placeholder(this.getAttribute('placeholder') ?? ''),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      linter((view) => this.#problems(view.state.doc.toString()), { delay: LINT_MILLIS }),
      EditorView.contentAttributes.of({ 'aria-label': this.getAttribute('label') ?? 'JSON' }),
      EditorView.updateListener.of((update) => update.docChanged && this.dispatchEvent(new Event('change'))),
    ];
  }

  #problems(text) {
    if (text.trim() === '' || this.hasAttribute('lines')) {
      return [];
    }
    try {
      readJson(text);
      return [];
    } catch (problem) {
      const from = Math.min(problem.at, text.length);
      return [
        {
          from: Math.max(0, Math.min(from, text.length - 1)),
          to: Math.min(text.length, from + 1),
          severity: 'error',
          message: problem.message,
        },
      ];
    }
  }
}

customElements.define('es-code', CodeEditor);
