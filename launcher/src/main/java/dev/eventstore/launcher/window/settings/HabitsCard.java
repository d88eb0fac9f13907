package dev.eventstore.launcher.window.settings;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.platform.Autostart;
import dev.eventstore.launcher.settings.Habits;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Parts;
import java.io.IOException;
import java.util.function.BiFunction;
import javafx.application.Platform;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How the program behaves; holds at once. */
final class HabitsCard {
    private static final Logger logger = LoggerFactory.getLogger(HabitsCard.class);

    private final Actions actions;
    private final Autostart autostart;
    private final CheckBox startsNode = box("habit-start-node", Habits::withStartsNode);
    private final CheckBox login;
    private final CheckBox hidden = box("habit-hidden", Habits::withStartsHidden);
    private final CheckBox toTray = box("habit-tray", Habits::withClosesToTray);
    private final CheckBox notifies = box("habit-notify", Habits::withNotifies);
    private final VBox trayRows;
    private final VBox card;

    HabitsCard(Actions actions, Autostart autostart) {
        this.actions = actions;
        this.autostart = autostart;
        login = Rows.box("habit-login", this::setAutostart);
        login.setDisable(!autostart.isPossible());
        HBox atLogin =
                Rows.row(
                        "Start when I log in",
                        autostart.isPossible()
                                ? "Without its window"
                                : "There when the program is installed",
                        login);
        trayRows =
                new VBox(
                        Rows.row(
                                "Close the window to the tray",
                                "The node goes on; quit from the tray icon's menu",
                                toTray),
                        Rows.row("Start with the window hidden", "", hidden));
        card =
                Parts.card(
                        "Program",
                        Rows.row("Start the node with the program", "", startsNode),
                        atLogin,
                        trayRows,
                        Rows.row(
                                "Tell me when the node fails",
                                "While the window is hidden",
                                notifies));
        readAutostart();
    }

    private CheckBox box(String id, BiFunction<Habits, Boolean, Habits> change) {
        return Rows.box(
                id,
                value ->
                        actions.desktop()
                                .change(settings ->
                                        settings.with(change.apply(settings.habits(), value))));
    }

    Region root() {
        return card;
    }

    void show(Situation situation) {
        Habits habits = situation.settings().habits();
        startsNode.setSelected(habits.startsNode());
        hidden.setSelected(habits.startsHidden());
        toTray.setSelected(habits.closesToTray());
        notifies.setSelected(habits.notifies());
        Parts.show(trayRows, situation.hasTray());
    }

    private void readAutostart() {
        Thread.ofVirtual()
                .name("autostart")
                .start(() -> {
                    boolean isOn = autostart.isOn();
                    Platform.runLater(() -> login.setSelected(isOn));
                });
    }

    private void setAutostart(boolean on) {
        Thread.ofVirtual()
                .name("autostart")
                .start(() -> {
                    try {
                        autostart.set(on);
                    } catch (IOException refused) {
                        logger.warn(
                                "Starting at login cannot be changed: {}", refused.getMessage());
                        Platform.runLater(
                                () -> actions.tell("That could not be changed; see the log"));
                    }
                    readAutostart();
                });
    }
}
