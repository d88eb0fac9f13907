package dev.eventstore.launcher.window.database;

import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Parts;
import java.util.List;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Databases in a list, each with what can be done with it. */
final class EntryList {
    private static final double ICON = 18;

    private final Function<DatabaseModel.Entry, List<Node>> buttons;
    private final String empty;
    private final VBox box = new VBox();
    private List<DatabaseModel.Entry> shown = List.of();
    private boolean isFilled;

    /**
     * Makes a list.
     *
     * @param empty what is said when there is none
     * @param buttons what can be done with one
     */
    EntryList(String empty, Function<DatabaseModel.Entry, List<Node>> buttons) {
        this.empty = empty;
        this.buttons = buttons;
    }

    Node node() {
        return box;
    }

    void show(List<DatabaseModel.Entry> entries) {
        if (isFilled && entries.equals(shown)) {
            return;
        }
        isFilled = true;
        shown = entries;
        box.getChildren().clear();
        entries.forEach(entry -> box.getChildren().add(row(entry)));
        if (entries.isEmpty()) {
            box.getChildren().add(Parts.prose(empty, "soft"));
        } else {
            box.getChildren().getFirst().getStyleClass().add("first");
        }
    }

    private HBox row(DatabaseModel.Entry entry) {
        Label path = Parts.text(entry.folder().toString(), "field-name");
        path.setMinWidth(0);
        VBox words = new VBox(Parts.text(entry.name(), "entry-name"), path);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Label note = Parts.text(entry.note(), "soft");
        note.setMinWidth(Label.USE_PREF_SIZE);
        HBox row = new HBox(Icon.DATABASE.picture(ICON), words, note);
        row.getChildren().addAll(buttons.apply(entry));
        row.getStyleClass().add("entry");
        return row;
    }
}
