package dev.eventstore.launcher.window;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.settings.Habits;
import dev.eventstore.launcher.window.action.Actions;
import java.util.Optional;

/** What happens when the user closes the window. On JavaFX's thread. */
final class Closing {
    private static final String HIDE = "Hide the window";

    private final Desktop desktop;
    private final Actions actions;
    private final Runnable hide;

    /**
     * Made for a window.
     *
     * @param hide takes the window away
     */
    Closing(Desktop desktop, Actions actions, Runnable hide) {
        this.desktop = desktop;
        this.actions = actions;
        this.hide = hide;
    }

    /** Hides the window where there is a tray to show it again, and ends the program elsewhere. */
    void close() {
        Habits habits = desktop.situation().settings().habits();
        if (!desktop.situation().hasTray() || !habits.closesToTray()) {
            actions.quit();
        } else if (habits.knowsTray()) {
            hide.run();
        } else {
            explain();
        }
    }

    /** Once: a program that goes on unseen should have said so. */
    private void explain() {
        desktop.change(settings -> settings.with(settings.habits().knowingTray()));
        Optional<String> answer =
                actions.dialogs()
                        .choose(
                                "Event Store goes on in the tray",
                                "The node keeps running. Quit it from the icon's menu. The"
                                        + " settings can change that.",
                                HIDE,
                                "Quit now");
        if (answer.isPresent()) {
            (answer.get().equals(HIDE) ? hide : (Runnable) actions::quit).run();
        }
    }
}
