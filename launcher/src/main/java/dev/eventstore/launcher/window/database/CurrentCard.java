package dev.eventstore.launcher.window.database;

import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Parts;
import dev.eventstore.launcher.wording.Texts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** The database in use. */
final class CurrentCard {
    private final Label name = Parts.text("", "database-name");
    private final Label badge = Parts.text("", "badge");
    private final Label location = Parts.prose("", "mono", "soft");
    private final Label size = Parts.text("", "soft");
    private final Button keep;
    private final List<Button> needRunning;
    private final List<Button> needFolder;
    private final VBox card;

    CurrentCard(DatabaseActions actions) {
        keep = Parts.button("database-keep", Icon.KEEP, "_Keep this …", actions::keep);
        keep.getStyleClass().add("primary");
        Button folder =
                Parts.button(
                        "database-folder",
                        Icon.FOLDER,
                        "Open _folder",
                        () -> actions.openFolder(Path.of(location.getText())));
        Button backup = Parts.button("database-backup", Icon.COPY, "_Back up …", actions::backUp);
        Button exporting =
                Parts.button("database-export", Icon.OPEN, "_Export …", actions::exportEvents);
        Button importing =
                Parts.button("database-import", Icon.DOWN, "_Import …", actions::importEvents);
        Button sample =
                Parts.button("database-sample", Icon.LOG, "Add _sample data", actions::addSample);
        Button reset = Parts.button("database-reset", Icon.TRASH, "Reset …", actions::reset);
        reset.getStyleClass().add("danger");
        needRunning = List.of(exporting, importing, sample);
        needFolder = List.of(folder, backup, reset);
        FlowPane ways = new FlowPane(keep, folder, backup, exporting, importing, sample, reset);
        ways.getStyleClass().add("ways");
        card = Parts.card("", Parts.row(name, badge), location, size, ways);
    }

    Region node() {
        return card;
    }

    void show(Situation situation) {
        Optional<RunningNode> running = situation.node().running();
        Optional<Path> folder = running.flatMap(RunningNode::folder);
        boolean isTemporary =
                running.map(RunningNode::isTemporary)
                        .orElse(situation.choices().database() instanceof DatabaseChoice.Passing);
        name.setText(
                isTemporary
                        ? "Temporary database"
                        : folder.or(() -> chosen(situation)).map(Texts::name).orElse("None"));
        badge.setText("TEMPORARY");
        Parts.show(badge, isTemporary);
        location.setText(
                folder.or(() -> chosen(situation))
                        .map(Path::toString)
                        .orElse("Gone when the node stops"));
        size.setText(
                running.isPresent()
                        ? Texts.contents(
                                        situation.figures().now().head(),
                                        situation.choices().runsProjections())
                                + "  ·  "
                                + Texts.bytes(situation.figures().now().databaseBytes())
                        : "Not open: the node does not run");
        Parts.show(keep, isTemporary && folder.isPresent());
        boolean isBusy = situation.job().filter(job -> !job.isOver()).isPresent();
        needRunning.forEach(button -> button.setDisable(running.isEmpty() || isBusy));
        needFolder.forEach(button -> button.setDisable(folder.isEmpty() || isBusy));
        keep.setDisable(isBusy);
    }

    private static Optional<Path> chosen(Situation situation) {
        return situation.choices().database() instanceof DatabaseChoice.InFolder(Path folder)
                ? Optional.of(folder)
                : Optional.empty();
    }
}
