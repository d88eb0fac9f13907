package dev.eventstore.launcher.window.home;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Parts;
import dev.eventstore.launcher.wording.Texts;
import java.nio.file.Path;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The database in a few words, with what is done most often. */
final class DatabaseCard {
    private final Label name = Parts.text("", "database-name");
    private final Label location = Parts.prose("", "mono", "soft");
    private final Label size = Parts.text("", "soft");
    private final Button keep;
    private final Button folder;
    private final Button temporary;
    private final VBox card;

    DatabaseCard(Actions actions, Runnable keeping, Runnable go) {
        name.setId("database-name");
        location.setId("database-location");
        keep = Parts.button("keep", Icon.KEEP, "_Keep this …", keeping);
        keep.getStyleClass().add("primary");
        folder =
                Parts.button(
                        "open-folder",
                        Icon.FOLDER,
                        "Open _folder",
                        () -> actions.openFolder(Path.of(location.getText())));
        temporary =
                Parts.button(
                        "temporary",
                        Icon.CLOCK,
                        "New te_mporary one",
                        () -> {
                            var _ = actions.desktop().openPassing(DatabaseChoice.Passing.TEMPORARY);
                        });
        FlowPane buttons =
                new FlowPane(
                        keep,
                        folder,
                        temporary,
                        Parts.button("databases", Icon.DATABASE, "_Databases …", go));
        buttons.getStyleClass().add("ways");
        card = Parts.card("Database", name, location, size, buttons);
    }

    Region node() {
        return card;
    }

    void show(HomeModel model, Situation situation) {
        name.setText(model.database());
        location.setText(model.location());
        boolean isRunning = situation.node().running().isPresent();
        size.setText(
                isRunning
                        ? Texts.contents(
                                        situation.figures().now().head(),
                                        situation.choices().runsProjections())
                                + "  ·  "
                                + Texts.bytes(situation.figures().now().databaseBytes())
                        : "");
        Parts.show(size, isRunning);
        Parts.show(keep, model.isTemporary());
        boolean hasFolder =
                situation.node().running().flatMap(running -> running.folder()).isPresent();
        Parts.show(folder, hasFolder);
        temporary.setDisable(!situation.node().canStart() && !situation.node().canStop());
    }
}
