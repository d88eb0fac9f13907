package dev.eventstore.server.node;

import dev.eventstore.server.eventlog.DatabaseGlance;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.http.admin.Snapshots;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Snapshots in the folder of the database, each in a folder of its own on which a node can be
 * started, too. Thread-safe.
 */
final class FolderSnapshots implements Snapshots {
    private static final String FOLDER = "snapshots";

    private final Supplier<Optional<Path>> database;
    private final LogBackups backups;
    private final Runnable goBack;

    /** One change at a time, or there would be more than there may be. */
    private final ReentrantLock changing = new ReentrantLock();

    /**
     * @param database the folder of the database, empty if it is in memory
     * @param goBack has the node begin again with what was staged
     */
    FolderSnapshots(Supplier<Optional<Path>> database, LogBackups backups, Runnable goBack) {
        this.database = database;
        this.backups = backups;
        this.goBack = goBack;
    }

    @Override
    public boolean arePossible() {
        return backups.arePossible();
    }

    @Override
    public List<Snapshot> all() throws IOException {
        List<Snapshot> all = new ArrayList<>();
        for (Path each : folders(database())) {
            if (DatabaseGlance.of(each).exists()) {
                all.add(snapshot(each));
            }
        }
        all.sort(Comparator.comparing(Snapshot::taken).reversed());
        return all;
    }

    @Override
    public Snapshot take(String name) throws IOException {
        changing.lock();
        try {
            Path folder = folder(name);
            if (DatabaseGlance.of(folder).exists()) {
                throw new FileAlreadyExistsException(name);
            }
            if (folders(database()).size() >= MAX) {
                throw new IOException("there are %d snapshots, remove some first".formatted(MAX));
            }
            backups.copyTo(folder);
            return snapshot(folder);
        } finally {
            changing.unlock();
        }
    }

    @Override
    public boolean goBackTo(String name) throws IOException {
        changing.lock();
        try {
            Path folder = folder(name);
            if (!DatabaseGlance.of(folder).exists()) {
                return false;
            }
            EventLog.stage(database(), folder);
            goBack.run();
            return true;
        } finally {
            changing.unlock();
        }
    }

    @Override
    public boolean remove(String name) throws IOException {
        changing.lock();
        try {
            Path folder = folder(name);
            if (!DatabaseGlance.of(folder).exists()) {
                return false;
            }
            Databases.discard(folder);
            return true;
        } finally {
            changing.unlock();
        }
    }

    private Path database() {
        return database.get().orElseThrow();
    }

    private Path folder(String name) {
        return database().resolve(FOLDER).resolve(name);
    }

    private static Snapshot snapshot(Path folder) throws IOException {
        Path file = folder.resolve(Databases.fileName());
        return new Snapshot(
                Databases.nameOf(folder),
                Files.getLastModifiedTime(file).toInstant(),
                EventLog.headOf(folder),
                Files.size(file));
    }

    private static List<Path> folders(Path database) throws IOException {
        Path all = database.resolve(FOLDER);
        if (!Files.isDirectory(all)) {
            return List.of();
        }
        try (Stream<Path> content = Files.list(all)) {
            return content.filter(Files::isDirectory).toList();
        }
    }

    /** Takes the snapshots along to where a database was moved. */
    static void move(Path from, Path to) throws IOException {
        for (Path each : folders(from)) {
            Path file = each.resolve(Databases.fileName());
            if (Files.exists(file)) {
                Path moved = to.resolve(FOLDER).resolve(Databases.nameOf(each));
                Files.createDirectories(moved);
                Files.move(file, moved.resolve(Databases.fileName()));
                Databases.discard(each);
            }
        }
        removeIfEmpty(from.resolve(FOLDER));
        removeIfEmpty(from);
    }

    /** Removes all snapshots of a database. */
    static void discard(Path database) throws IOException {
        for (Path each : folders(database)) {
            Databases.discard(each);
        }
        removeIfEmpty(database.resolve(FOLDER));
    }

    /** What else is in a folder belongs to somebody. */
    private static void removeIfEmpty(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> content = Files.list(folder)) {
                if (content.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(folder);
        }
    }
}
