import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { linter, lintGutter } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { COLOURS, LOOK } from './editor-look.js';
import { readJson } from './json-text.js';
import { tellTyped, typedOver } from './typed-over.js';

const LINT_MILLIS = 300;
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
      typedOver,
      EditorView.lineWrapping,
      placeholder(this.getAttribute('placeholder') ?? ''),
      keymap.of([...defaultKeymap, ...historyKeymap]),
      linter((view) => this.#problems(view.state.doc.toString()), { delay: LINT_MILLIS }),
      EditorView.contentAttributes.of({ 'aria-label': this.getAttribute('label') ?? 'JSON' }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          this.dispatchEvent(new Event('change'));
          tellTyped(this, update);
        }
      }),
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
