package dev.eventstore.launcher.window.settings;

import dev.eventstore.launcher.window.part.Parts;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Settings, one a row: its name, a hint, and what changes it. */
final class Rows {
    private Rows() {}

    static HBox row(String name, String hint, Node control) {
        VBox words = new VBox(Parts.text(name, "setting-name"));
        if (!hint.isEmpty()) {
            words.getChildren().add(Parts.prose(hint, "setting-hint"));
        }
        words.setMinWidth(0);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(words, control);
        row.getStyleClass().add("setting");
        control.setAccessibleText(name + ". " + hint);
        return row;
    }

    /** A box to tick. */
    static CheckBox box(String id, Consumer<Boolean> change) {
        CheckBox box = new CheckBox();
        box.setId(id);
        box.setOnAction(_ -> change.accept(box.isSelected()));
        return box;
    }
}
