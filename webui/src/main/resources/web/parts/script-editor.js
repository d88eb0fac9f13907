import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers, placeholder } from '@codemirror/view';
import { sendJson } from '../api.js';
import { COLOURS, LOOK } from './editor-look.js';
import { breakpointGutter, linesWithBreakpoints, setMarks, showBreakpoints } from './breakpoints.js';
import { completeProjection } from './projection-api.js';
import { tellTyped, typedOver } from './typed-over.js';

const CHECK_MILLIS = 600;

/**
 * A field for a projection: colours, completion of what projections may call, and the node's word on what is wrong, at
 * its line; with the attribute `plain`, for other scripts, neither. With `breakpoints` lines can be marked to stop at. In a shadow, where its styles may be.
 */
class ScriptEditor extends HTMLElement {
  #view = null;
  #value = '';
  #timer = 0;
  #breakpoints = [];
  #complaint = null;

  connectedCallback() {
    const root = this.shadowRoot ?? this.attachShadow({ mode: 'open' });
    this.#view = new EditorView({
      parent: root,
      root,
      state: EditorState.create({ doc: this.#value, extensions: this.#extensions() }),
    });
    // What scrolls can be scrolled with the keyboard, as everybody is told.
    this.#view.scrollDOM.tabIndex = 0;
    this.breakpoints = this.#breakpoints;
    this.#checkSoon();
  }

  disconnectedCallback() {
    clearTimeout(this.#timer);
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

  /** The lines that are marked to stop at. */
  get breakpoints() {
    return this.#view ? linesWithBreakpoints(this.#view.state) : this.#breakpoints;
  }

  set breakpoints(lines) {
    this.#breakpoints = lines;
    if (this.#view) {
      this.#view.dispatch({ effects: showBreakpoints(this.#view.state, lines) });
    }
  }

  /** Marks lines: the one that is at hand, those that ran, the one that failed; and brings the first into sight. */
  mark({ current = 0, ran = [], failed = 0 }) {
    const view = this.#view;
    const shown = failed || current;
    if (view) {
      view.dispatch({ effects: setMarks.of({ current, ran, failed }) });
      if (shown > 0 && shown <= view.state.doc.lines) {
        view.dispatch({ effects: EditorView.scrollIntoView(view.state.doc.line(shown).from, { y: 'nearest', yMargin: 40 }) });
      }
    }
  }

  /** Shows what is wrong, at its line, until the text changes; null for nothing. */
  complain(message) {
    this.#complaint = message;
    this.#show(message);
  }

  #show(message) {
    const { state } = this.#view;
    const number = Number(/\(line (\d+)\)\s*$/.exec(message ?? '')?.[1] ?? 1);
    const line = state.doc.line(Math.min(Math.max(1, number), state.doc.lines));
    const problems = message
      ? [{ from: line.from, to: line.to, severity: 'error', message: message.replace(/\s*\(line \d+\)\s*$/, '') }]
      : [];
    this.#view.dispatch(setDiagnostics(state, problems));
    this.dispatchEvent(new CustomEvent('checked', { detail: message ?? null }));
  }

  #extensions() {
    return [
      ...(this.hasAttribute('breakpoints') ? breakpointGutter(() => this.dispatchEvent(new Event('breakpoints'))) : []),
      lineNumbers(),
      history(),
      drawSelection(),
      highlightActiveLine(),
      indentOnInput(),
      indentUnit.of('  '),
      bracketMatching(),
      lintGutter(),
      javascript(),
      ...(this.hasAttribute('plain') ? [] : [autocompletion({ override: [completeProjection], icons: false })]),
      syntaxHighlighting(COLOURS),
      LOOK,
      typedOver,
      placeholder(this.getAttribute('placeholder') ?? ''),
      // Escape, then Tab, leaves the field, as CodeMirror has it.
      keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
      EditorView.contentAttributes.of({
        'aria-label': this.getAttribute('label') ?? 'Script',
        'aria-description': 'Escape, then Tab, leaves the field.',
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) {
          this.#complaint = null;
          this.dispatchEvent(new Event('change'));
          tellTyped(this, update);
          this.#checkSoon();
        }
      }),
    ];
  }

  #checkSoon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#check(), CHECK_MILLIS);
  }

  async #check() {
    const query = this.value;
    if (query.trim() === '' || this.hasAttribute('plain')) {
      this.#show(this.#complaint);
      return;
    }
    try {
      const { problem } = await (await sendJson('POST', '/ui-api/debug/check', { query })).json();
      if (this.#view && this.value === query) {
        this.#show(problem ?? this.#complaint);
      }
    } catch {
      // The page says so if the node is gone; it is checked again when it changes.
    }
  }
}

customElements.define('es-script', ScriptEditor);
