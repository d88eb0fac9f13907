package dev.eventstore.launcher.window.part;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A text with its name and a button that copies it. */
public final class CopyField {
    private final Label value;
    private final HBox row;

    /**
     * Makes one.
     *
     * @param id how tests find it; the button is {@code copy-} and this
     * @param copy what copies a text
     */
    public CopyField(String id, String name, Consumer<String> copy) {
        value = Parts.text("", "mono");
        value.setId(id);
        value.setMinWidth(0);
        Label label = Parts.text(name, "field-name");
        VBox texts = new VBox(label, value);
        HBox.setHgrow(texts, Priority.ALWAYS);
        texts.setMinWidth(0);
        row =
                Parts.row(
                        texts,
                        Parts.iconButton(
                                "copy-" + id,
                                Icon.COPY,
                                "Copy " + name,
                                () -> copy.accept(value.getText())));
        row.getStyleClass().add("copy-field");
    }

    /** The field itself. */
    public Node node() {
        return row;
    }

    /** Shows a text; an empty one hides the field. */
    public void show(String text) {
        if (!value.getText().equals(text)) {
            value.setText(text);
        }
        Parts.show(row, !text.isEmpty());
    }
}
