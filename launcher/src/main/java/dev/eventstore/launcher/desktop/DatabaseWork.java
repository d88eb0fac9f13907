package dev.eventstore.launcher.desktop;

import dev.eventstore.launcher.database.SampleShop;
import dev.eventstore.launcher.job.CancelledException;
import dev.eventstore.launcher.job.JobState;
import dev.eventstore.launcher.job.Progress;
import dev.eventstore.launcher.job.Work;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.wording.Texts;
import dev.eventstore.server.node.Databases;
import dev.eventstore.server.transfer.Importer;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;

/** What can be done with databases and takes a while; one thing at a time. Thread-safe. */
public final class DatabaseWork {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Desktop desktop;

    DatabaseWork(Desktop desktop) {
        this.desktop = desktop;
    }

    /** Makes the temporary database of the running node one that stays; nobody is cut off. */
    public CompletableFuture<JobState> keep(Path folder) {
        return begin(
                "Keeping the database",
                progress -> {
                    boolean isMoved =
                            running()
                                    .node()
                                    .keepDatabase(
                                            folder,
                                            (done, total) ->
                                                    goesOn(
                                                            progress,
                                                            total == 0 ? 1 : (double) done / total,
                                                            Texts.bytes(done)));
                    if (!isMoved) {
                        throw new CancelledException();
                    }
                    desktop.kept(folder);
                    return "It is in " + folder + " now.";
                });
    }

    /** Copies the database of the running node to an empty folder. */
    public CompletableFuture<JobState> backUp(Path folder) {
        return begin(
                "Backing up",
                progress -> {
                    progress.report(-1, "to " + folder);
                    return Texts.bytes(running().node().backUp(folder)) + " are in " + folder + ".";
                });
    }

    /**
     * Copies a backup to a new folder and starts on it; the backup stays as it is.
     *
     * @param target made if need be; it must have no database
     */
    public CompletableFuture<JobState> restore(Path backup, Path target) {
        return begin(
                "Restoring",
                progress -> {
                    Path file = backup.resolve(Databases.fileName());
                    if (!Files.exists(file)) {
                        throw new IOException("There is no backup in " + backup + ".");
                    }
                    if (Databases.glance(target).exists()) {
                        throw new IOException("There is a database in " + target + " already.");
                    }
                    progress.report(-1, "to " + target);
                    Files.createDirectories(target);
                    Path unfinished = target.resolve(Databases.fileName() + ".part");
                    Files.copy(file, unfinished, StandardCopyOption.REPLACE_EXISTING);
                    Files.move(unfinished, target.resolve(Databases.fileName()));
                    desktop.open(target).join();
                    return "The node runs on " + target + " now.";
                });
    }

    /** Writes all events to a file, one a line. */
    public CompletableFuture<JobState> exportTo(Path file) {
        return begin(
                "Exporting",
                progress -> {
                    Path unfinished = file.resolveSibling(file.getFileName() + ".part");
                    try {
                        long events = export(unfinished, progress);
                        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
                        return Texts.events(events) + " are in " + file + ".";
                    } finally {
                        Files.deleteIfExists(unfinished);
                    }
                });
    }

    private long export(Path file, Progress progress) throws IOException, CancelledException {
        RunningNode running = running();
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
            OptionalLong count =
                    running.node()
                            .exporter()
                            .write(
                                    out,
                                    (events, done) -> goesOn(progress, done, Texts.events(events)));
            return count.orElseThrow(CancelledException::new);
        }
    }

    /** Reads events from a file, one a line. */
    public CompletableFuture<JobState> importFrom(Path file) {
        return begin(
                "Importing",
                progress -> {
                    try (InputStream in =
                            new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES)) {
                        return importLines(in, Files.size(file), progress);
                    }
                });
    }

    /** Adds a shop with some thousand events. */
    public CompletableFuture<JobState> addSample() {
        return begin(
                "Adding sample data",
                progress -> {
                    byte[] lines = new SampleShop(Instant.now(), System.nanoTime()).lines();
                    return importLines(new ByteArrayInputStream(lines), lines.length, progress);
                });
    }

    /**
     * Removes all events of the database of the node, which starts anew; its snapshots stay.
     *
     * @param database that is meant; nothing is done if the node has another one by now
     * @param backup where to copy it before, empty for nowhere
     */
    public CompletableFuture<JobState> reset(Path database, Optional<Path> backup) {
        return begin(
                "Resetting the database",
                progress -> {
                    if (!running().folder().equals(Optional.of(database))) {
                        throw new IOException("The node is on another database by now.");
                    }
                    if (backup.isPresent()) {
                        progress.report(-1, "backing up to " + backup.get());
                        running().node().backUp(backup.get());
                    }
                    progress.report(-1, "removing all events");
                    desktop.reset().join();
                    // It has told why where it could not.
                    running();
                    return backup.map(folder -> "It is empty. The backup is in " + folder + ".")
                            .orElse("It is empty.");
                });
    }

    /** Removes a temporary database that nobody uses. */
    public CompletableFuture<JobState> deleteTemporary(Path folder) {
        return begin(
                "Deleting a temporary database",
                progress -> {
                    progress.report(-1, folder.toString());
                    Databases.discardAll(folder);
                    return folder + " is gone.";
                });
    }

    private CompletableFuture<JobState> begin(String title, Work work) {
        return desktop.jobs().begin(title, work);
    }

    private String importLines(InputStream in, long bytes, Progress progress)
            throws IOException, CancelledException {
        Importer.Result result =
                running()
                        .node()
                        .importer()
                        .read(
                                in,
                                bytes,
                                (events, done) -> goesOn(progress, done, Texts.events(events)));
        if (!result.isComplete()) {
            throw new CancelledException();
        }
        StringBuilder story =
                new StringBuilder(Texts.events(result.events().taken())).append(" were added.");
        if (result.events().present() > 0) {
            story.append(" ")
                    .append(Texts.number(result.events().present()))
                    .append(" were there already.");
        }
        if (result.events().renumbered() > 0) {
            story.append(" ")
                    .append(Texts.number(result.events().renumbered()))
                    .append(" got other revisions.");
        }
        if (result.events().refused() > 0) {
            story.append(" ")
                    .append(Texts.number(result.events().refused()))
                    .append(" belong to deleted streams.");
        }
        return story.toString();
    }

    private static boolean goesOn(Progress progress, double done, String note) {
        progress.report(done, note);
        return !progress.isCancelled();
    }

    private RunningNode running() throws IOException {
        return desktop.situation()
                .node()
                .running()
                .orElseThrow(() -> new IOException("The node does not run."));
    }
}
