import { Transaction } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Typing over a selection, done by the editor: browsers keep the colours of what was there in a style attribute, which
 * the policy of these pages refuses and reports.
 */
export const typedOver = EditorView.domEventHandlers({
  beforeinput(input, view) {
    if (input.inputType !== 'insertText' || input.data === null || input.isComposing || view.state.selection.main.empty) {
      return false;
    }
    input.preventDefault();
    view.dispatch(view.state.replaceSelection(input.data), { userEvent: 'input.type', scrollIntoView: true });
    return true;
  },
});

/** Tells the page, as a field does, when somebody changed a text; not when a page put another one there. */
export function tellTyped(editor, update) {
  if (update.transactions.some((each) => each.annotation(Transaction.userEvent) !== undefined)) {
    editor.dispatchEvent(new Event('input', { bubbles: true }));
  }
}
