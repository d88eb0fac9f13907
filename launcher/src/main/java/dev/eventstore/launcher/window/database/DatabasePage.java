package dev.eventstore.launcher.window.database;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Page;
import dev.eventstore.launcher.window.part.Parts;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** The database in use, those beside it, and what can be done with them. */
public final class DatabasePage implements Page {
    private final Desktop desktop;
    private final DatabaseActions actions;
    private final CurrentCard current;
    private final EntryList recent;
    private final EntryList temporary;
    private final VBox root;
    private final AtomicBoolean isReading = new AtomicBoolean();

    /** Makes the page. */
    public DatabasePage(Desktop desktop, DatabaseActions actions) {
        this.desktop = desktop;
        this.actions = actions;
        current = new CurrentCard(actions);
        recent = new EntryList("None yet.", this::recentButtons);
        temporary =
                new EntryList(
                        "None. A node leaves its temporary database here when it stops.",
                        this::temporaryButtons);
        FlowPane ways =
                new FlowPane(
                        Parts.button(
                                "database-open", Icon.FOLDER, "_Open or create …", actions::open),
                        Parts.button(
                                "database-temporary",
                                Icon.CLOCK,
                                "New _temporary one",
                                actions::temporary),
                        Parts.button(
                                "database-restore",
                                Icon.RESTART,
                                "Resto_re a backup …",
                                actions::restore));
        ways.getStyleClass().add("ways");
        root =
                new VBox(
                        Parts.text("Database", "page-title"),
                        current.node(),
                        Parts.card("Other databases", ways, recent.node()),
                        Parts.card("Temporary databases that were left", temporary.node()));
        root.getStyleClass().add("page");
        takeFolders();
    }

    /** A folder that is dropped on the page is opened. */
    private void takeFolders() {
        root.setOnDragOver(drag -> {
            if (drag.getDragboard().hasFiles()) {
                drag.acceptTransferModes(TransferMode.LINK, TransferMode.COPY);
            }
        });
        root.setOnDragDropped(drop -> {
            drop.getDragboard().getFiles().stream()
                    .filter(file -> file.isDirectory())
                    .findFirst()
                    .ifPresent(folder -> Platform.runLater(() -> actions.open(folder.toPath())));
            drop.setDropCompleted(true);
        });
    }

    private List<Node> recentButtons(DatabaseModel.Entry entry) {
        Button open =
                Parts.button(
                        "open-" + entry.name(),
                        Icon.START,
                        "Open",
                        () -> actions.open(entry.folder()));
        open.setDisable(!entry.canOpen());
        return List.of(
                open,
                folderButton(entry),
                Parts.iconButton(
                        "forget-" + entry.name(),
                        Icon.CLOSE,
                        "Remove from this list",
                        () -> actions.forget(entry.folder())));
    }

    private List<Node> temporaryButtons(DatabaseModel.Entry entry) {
        Button open =
                Parts.button(
                        "open-" + entry.name(),
                        Icon.START,
                        "Open",
                        () -> actions.open(entry.folder()));
        open.setDisable(!entry.canOpen());
        Button delete =
                Parts.iconButton(
                        "delete-" + entry.name(),
                        Icon.TRASH,
                        "Delete",
                        () -> actions.deleteTemporary(entry.folder()));
        delete.setDisable(!entry.canOpen());
        return List.of(open, folderButton(entry), delete);
    }

    private Button folderButton(DatabaseModel.Entry entry) {
        return Parts.iconButton(
                "folder-" + entry.name(),
                Icon.FOLDER,
                "Open folder",
                () -> actions.openFolder(entry.folder()));
    }

    @Override
    public Parent root() {
        return root;
    }

    @Override
    public void show(Situation situation) {
        current.show(situation);
        if (isReading.compareAndSet(false, true)) {
            Thread.ofVirtual().name("databases").start(this::read);
        }
    }

    private void read() {
        Situation situation = desktop.situation();
        Optional<Path> inUse = situation.node().running().flatMap(RunningNode::folder);
        DatabaseModel model = DatabaseModel.read(situation.settings(), inUse);
        Platform.runLater(() -> {
            isReading.set(false);
            recent.show(model.recent());
            temporary.show(model.temporary());
        });
    }
}
