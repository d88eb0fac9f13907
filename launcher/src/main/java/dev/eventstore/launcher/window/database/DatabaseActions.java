package dev.eventstore.launcher.window.database;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.dialog.Choosers;
import dev.eventstore.launcher.window.dialog.Dialogs;
import dev.eventstore.launcher.wording.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** What the user can do with databases: asks what must be asked, then does it. */
public final class DatabaseActions {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd_HH.mm.ss", Locale.ROOT);
    private static final String RESET = "RESET";

    private final Desktop desktop;
    private final Dialogs dialogs;
    private final Choosers choosers;
    private final Actions actions;

    /** Makes them for a window. */
    public DatabaseActions(Actions actions, Choosers choosers) {
        this.actions = actions;
        this.desktop = actions.desktop();
        this.dialogs = actions.dialogs();
        this.choosers = choosers;
    }

    /** Opens the database of a folder that the user chooses, or makes one there. */
    public void open() {
        choosers.folder("Open or create a database", Optional.of(desktop.folders().data()))
                .ifPresent(this::open);
    }

    /** Opens the database of a folder; a folder with other things in it is asked about. */
    public void open(Path folder) {
        if (DatabaseFolders.isSafe(folder)
                || dialogs.confirm(
                        "Make a database in this folder?",
                        folder + " has other things in it. They stay as they are.",
                        "Make one")) {
            var _ = desktop.open(folder);
        }
    }

    /** Goes to a new temporary database. */
    public void temporary() {
        var _ = desktop.openPassing(DatabaseChoice.Passing.TEMPORARY);
    }

    /** Makes the temporary database one that stays. */
    public void keep() {
        Path folder =
                desktop.folders()
                        .data()
                        .resolve("kept-" + TIME.format(LocalDateTime.now(ZoneId.systemDefault())));
        Optional<String> answer =
                dialogs.choose(
                        "Keep this database",
                        "It moves to a folder where it stays. The node goes on meanwhile, and no"
                                + " client is cut off.\n\nFolder: "
                                + folder,
                        "Keep it there",
                        "Another folder …");
        answer.flatMap(choice ->
                        choice.equals("Keep it there")
                                ? Optional.of(folder)
                                : choosers.folder(
                                        "Keep the database in",
                                        Optional.of(desktop.folders().data())))
                .ifPresent(target -> {
                    var _ = desktop.databases().keep(DatabaseFolders.unused(target));
                });
    }

    /** Copies the database while the node runs. */
    public void backUp() {
        choosers.folder("Back up to", Optional.empty())
                .map(folder ->
                        folder.resolve(
                                "eventstore-"
                                        + TIME.format(LocalDateTime.now(ZoneId.systemDefault()))))
                .ifPresent(folder -> {
                    var _ = desktop.databases().backUp(folder);
                });
    }

    /** Starts on a copy of a backup. */
    public void restore() {
        choosers.folder("Restore the backup in", Optional.empty())
                .ifPresent(backup -> {
                    Path target =
                            desktop.folders()
                                    .data()
                                    .resolve(
                                            "restored-"
                                                    + TIME.format(
                                                            LocalDateTime.now(
                                                                    ZoneId.systemDefault())));
                    var _ = desktop.databases().restore(backup, target);
                });
    }

    /** Writes all events to a file. */
    public void exportEvents() {
        choosers.fileToSave("Export all events", "events.ndjson")
                .ifPresent(file -> {
                    var _ = desktop.databases().exportTo(file);
                });
    }

    /** Reads events from a file. */
    public void importEvents() {
        choosers.fileToOpen("Import events")
                .ifPresent(file -> {
                    var _ = desktop.databases().importFrom(file);
                });
    }

    /** Adds a shop to try things on. */
    public void addSample() {
        var _ = desktop.databases().addSample();
    }

    /** Removes all events, after the user typed that word. */
    public void reset() {
        Optional<RunningNode> running = desktop.situation().node().running();
        if (running.isEmpty() || running.get().folder().isEmpty()) {
            actions.tell("Start the node first");
            return;
        }
        Path database = running.get().folder().get();
        String backup = "Back up first …";
        Optional<String> choice =
                dialogs.choose(
                        "Reset the database?",
                        "All events in "
                                + database
                                + " will be removed. A backup can bring them back.",
                        backup,
                        "Without a backup");
        if (choice.isEmpty()) {
            return;
        }
        Optional<Path> copy = Optional.empty();
        if (choice.get().equals(backup)) {
            copy =
                    choosers.folder("Back up to", Optional.empty())
                            .map(folder ->
                                    folder.resolve(
                                            "eventstore-"
                                                    + TIME.format(
                                                            LocalDateTime.now(
                                                                    ZoneId.systemDefault()))));
            if (copy.isEmpty()) {
                return;
            }
        }
        long events = desktop.situation().figures().now().head();
        if (dialogs.confirmByTyping(
                "Remove "
                        + Texts.contents(events, desktop.situation().choices().runsProjections())
                        + "?",
                "The database in " + database + " will be empty. This cannot be undone.",
                RESET,
                "Remove all events")) {
            var _ = desktop.databases().reset(database, copy);
        }
    }

    /** Removes a temporary database. */
    public void deleteTemporary(Path folder) {
        if (dialogs.confirm(
                "Delete this temporary database?", folder + " will be gone.", "Delete")) {
            var _ = desktop.databases().deleteTemporary(folder);
        }
    }

    /** Forgets a database; its files stay. */
    public void forget(Path folder) {
        desktop.change(settings -> settings.withoutRecent(folder));
    }

    /** Opens a folder in the file manager, if it is there. */
    public void openFolder(Path folder) {
        if (Files.exists(folder)) {
            actions.openFolder(folder);
        } else {
            actions.tell("That folder is gone");
        }
    }
}
