package dev.eventstore.launcher.window.part;

import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A sentence above the page that stays until it was read. */
public final class Banner {
    private final Label text = Parts.prose("");
    private final HBox row;

    /** Makes one. */
    public Banner(Runnable dismiss) {
        text.setId("notice");
        HBox.setHgrow(text, Priority.ALWAYS);
        row =
                Parts.row(
                        Icon.WARNING.picture(18),
                        text,
                        Parts.iconButton("notice-close", Icon.CLOSE, "Close", dismiss));
        row.getStyleClass().addAll("card", "notice");
        Parts.show(row, false);
    }

    public Region node() {
        return row;
    }

    /** Shows a sentence, or nothing. */
    public void show(Optional<String> sentence) {
        sentence.ifPresent(text::setText);
        Parts.show(row, sentence.isPresent());
    }
}
