package dev.eventstore.server.eventlog;

import dev.eventstore.server.eventlog.DatabaseRefusedException.Reason;
import dev.eventstore.server.eventlog.storage.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/**
 * The folder of a database: the file, the lock that keeps others out, and the mark of what was
 * acknowledged. A file that is not to be opened is looked at read-only and left as it is.
 */
final class DatabaseFolder implements AutoCloseable {
    static final String FILE = "eventstore.mv";

    /** Format of the file that this version writes; 1 was never released and is refused. */
    static final int FORMAT = 2;

    private static final String FORMAT_KEY = "format";

    private final DatabaseLock lock;
    private final AcknowledgedMark mark;
    private final Database database;

    private DatabaseFolder(DatabaseLock lock, AcknowledgedMark mark, Database database) {
        this.lock = lock;
        this.mark = mark;
        this.database = database;
    }

    /**
     * Opens the database of a folder, which is created if need be.
     *
     * @throws DatabaseRefusedException if it cannot be opened; nothing was changed
     */
    static DatabaseFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            DatabaseLock lock = DatabaseLock.acquire(folder);
            try {
                Database database = openDatabase(folder);
                return new DatabaseFolder(lock, AcknowledgedMark.open(folder), database);
            } catch (RuntimeException | IOException refused) {
                lock.close();
                throw refused;
            }
        } catch (IOException inaccessible) {
            throw new DatabaseRefusedException(
                    Reason.INACCESSIBLE,
                    "The database folder %s cannot be used: %s."
                            .formatted(folder, inaccessible.getMessage()),
                    inaccessible);
        }
    }

    Database database() {
        return database;
    }

    void acknowledge(long position) {
        mark.set(position);
    }

    /** Releases the database after a failed opening, without writing to it. */
    void abandon() {
        database.closeImmediately();
        close();
    }

    /** Releases the folder; the database was closed before. */
    @Override
    public void close() {
        mark.close();
        try {
            lock.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Database openDatabase(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        long acknowledged = AcknowledgedMark.read(folder);
        if (!Files.exists(file)) {
            if (acknowledged > 0) {
                throw lostEvents(folder, 0, acknowledged);
            }
            create(folder, file);
        }
        if (!isStoreFile(file)) {
            throw foreign(file);
        }
        try {
            Database.Peek peek = Database.peek(file, FORMAT_KEY);
            checkFormat(file, peek);
            if (peek.head() < acknowledged) {
                throw lostEvents(folder, peek.head(), acknowledged);
            }
            return Database.open(file);
        } catch (MVStoreException broken) {
            throw refused(file, broken);
        }
    }

    /** A database that is half created is never seen under its name. */
    private static void create(Path folder, Path file) throws IOException {
        Path unfinished = folder.resolve(FILE + ".new");
        Files.deleteIfExists(unfinished);
        try (Database fresh = Database.open(unfinished)) {
            fresh.manifest().put(FORMAT_KEY, Integer.toString(FORMAT));
            fresh.commit();
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void checkFormat(Path file, Database.Peek peek) {
        String format = peek.fact();
        if (format == null) {
            throw foreign(file);
        }
        int written = Integer.parseInt(format);
        if (written < FORMAT) {
            throw new DatabaseRefusedException(
                    Reason.OLDER,
                    "%s was written by a preview of the first release (format %d, this one reads %d). Read it with that preview and append its events here."
                            .formatted(file, written, FORMAT),
                    null);
        }
        if (written > FORMAT) {
            throw new DatabaseRefusedException(
                    Reason.NEWER,
                    "%s was written by a newer version (format %d, this one reads up to %d). Use that version."
                            .formatted(file, written, FORMAT),
                    null);
        }
    }

    private static DatabaseRefusedException lostEvents(Path folder, long head, long acknowledged) {
        return new DatabaseRefusedException(
                Reason.DAMAGED,
                ("The database in %s ends at position %d, but events up to %d were acknowledged: the"
                                + " file is cut off or damaged. Restore a backup, or delete the file '%s' to"
                                + " go on without the lost events.")
                        .formatted(folder, head, acknowledged, AcknowledgedMark.FILE),
                null);
    }

    private static DatabaseRefusedException foreign(Path file) {
        return new DatabaseRefusedException(
                Reason.FOREIGN, file + " is not a database of this program.", null);
    }

    private static DatabaseRefusedException refused(Path file, MVStoreException broken) {
        return broken.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT
                ? new DatabaseRefusedException(
                        Reason.NEWER, file + " was written by a newer version.", broken)
                : new DatabaseRefusedException(
                        Reason.DAMAGED,
                        "%s is damaged: %s. Restore a backup.".formatted(file, broken.getMessage()),
                        broken);
    }

    private static boolean isStoreFile(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            byte[] begin = in.readNBytes(2);
            return begin.length == 2 && begin[0] == 'H' && begin[1] == ':';
        }
    }
}
