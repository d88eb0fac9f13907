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
