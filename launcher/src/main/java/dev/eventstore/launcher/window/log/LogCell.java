package dev.eventstore.launcher.window.log;

import dev.eventstore.launcher.log.LogLevel;
import dev.eventstore.launcher.log.LogLine;
import dev.eventstore.launcher.window.part.Parts;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** A line of the log: time, level, text. */
final class LogCell extends ListCell<LogLine> {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());
    private static final PseudoClass WARN = PseudoClass.getPseudoClass("warn");
    private static final PseudoClass ERROR = PseudoClass.getPseudoClass("error");
    private static final double MARGIN = 40;

    private final ReadOnlyBooleanProperty wraps;
    private final Label time = Parts.text("", "log-time");
    private final Label level = Parts.text("", "log-level");
    private final Label message = Parts.text("", "log-message");
    private final HBox row = new HBox(time, level, message);

    LogCell(ReadOnlyBooleanProperty wraps) {
        this.wraps = wraps;
        row.getStyleClass().add("log-row");
        row.setAlignment(Pos.TOP_LEFT);
        time.setMinWidth(Label.USE_PREF_SIZE);
        level.setMinWidth(Label.USE_PREF_SIZE);
    }

    @Override
    protected void updateItem(@Nullable LogLine line, boolean empty) {
        super.updateItem(line, empty);
        if (empty || line == null) {
            setGraphic(null);
            return;
        }
        time.setText(TIME.format(line.time()));
        level.setText(line.level().name());
        message.setText(
                line.details().isEmpty() ? line.message() : line.message() + "\n" + line.details());
        message.setWrapText(wraps.get());
        if (wraps.get()) {
            message.prefWidthProperty()
                    .bind(
                            getListView()
                                    .widthProperty()
                                    .subtract(time.widthProperty())
                                    .subtract(level.widthProperty())
                                    .subtract(MARGIN));
        } else {
            message.prefWidthProperty().unbind();
            message.setPrefWidth(Label.USE_COMPUTED_SIZE);
        }
        row.pseudoClassStateChanged(WARN, line.level() == LogLevel.WARN);
        row.pseudoClassStateChanged(ERROR, line.level() == LogLevel.ERROR);
        setGraphic(row);
    }
}
