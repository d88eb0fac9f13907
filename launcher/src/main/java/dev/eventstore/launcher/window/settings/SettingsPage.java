package dev.eventstore.launcher.window.settings;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.platform.Autostart;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Page;
import dev.eventstore.launcher.window.part.Parts;
import javafx.scene.Parent;
import javafx.scene.layout.VBox;

/** What the user can choose. */
public final class SettingsPage implements Page {
    private final NodeCard node;
    private final LookCard look;
    private final HabitsCard habits;
    private final VBox root;

    /** Makes the page. */
    public SettingsPage(Actions actions, Autostart autostart) {
        node = new NodeCard(actions);
        look = new LookCard(actions.desktop());
        habits = new HabitsCard(actions, autostart);
        root =
                new VBox(
                        Parts.text("Settings", "page-title"),
                        node.root(),
                        look.root(),
                        habits.root());
        root.getStyleClass().add("page");
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void show(Situation situation) {
        node.show(situation);
        look.show(situation.settings().look());
        habits.show(situation);
    }
}
