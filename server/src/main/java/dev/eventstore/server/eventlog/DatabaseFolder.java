package dev.eventstore.server.eventlog;

import dev.eventstore.server.eventlog.DatabaseRefusedException.Reason;
import dev.eventstore.server.eventlog.storage.Database;
import dev.eventstore.server.eventlog.storage.Relocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.LongConsumer;
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

    /** What takes the place of the database when a node begins again. */
    private static final String STAGED = FILE + ".staged";

    private static final String FORMAT_KEY = "format";

    private final Database database;
    private volatile Path path;
    private DatabaseLock lock;
    private AcknowledgedMark mark;

    private DatabaseFolder(Path path, DatabaseLock lock, AcknowledgedMark mark, Database database) {
        this.path = path;
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
                // Who was killed before it took the place would only waste the disk.
                Files.deleteIfExists(folder.resolve(STAGED));
                return new DatabaseFolder(folder, lock, AcknowledgedMark.open(folder), database);
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

    /** Where it is now. */
    Path path() {
        return path;
    }

    /**
     * Moves everything to another folder, while the database is used.
     *
     * @param target made if need be; it must be empty
     * @param pause runs something on the thread that writes, and waits for it
     * @return whether it was moved; false if it was told not to go on
     * @throws IOException if it cannot be moved; then it is where it was
     */
    synchronized boolean moveTo(Path target, Relocation.Watch watch, Pause pause)
            throws IOException {
        if (Files.exists(target.resolve(FILE))) {
            throw new IOException("There is a database in " + target + " already");
        }
        Files.createDirectories(target);
        DatabaseLock newLock = DatabaseLock.acquire(target);
        boolean isMoved = false;
        try (Relocation relocation = database.relocation(target.resolve(FILE))) {
            if (relocation.copy(watch)) {
                isMoved = switchTo(target, relocation, pause);
            }
        } finally {
            if (!isMoved) {
                leave(target, newLock);
            }
        }
        if (isMoved) {
            Path before = path;
            DatabaseLock lockBefore = lock;
            path = target;
            lock = newLock;
            leave(before, lockBefore);
        }
        return isMoved;
    }

    /** Once the file is another, it stays that, whatever else goes wrong. */
    private boolean switchTo(Path target, Relocation relocation, Pause pause) throws IOException {
        AcknowledgedMark before = mark;
        AcknowledgedMark next = AcknowledgedMark.open(target);
        try {
            pause.run(head -> {
                try {
                    relocation.finish(() -> next.set(head));
                    mark = next;
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        } catch (UncheckedIOException failed) {
            if (!relocation.isMoved()) {
                throw failed.getCause();
            }
        } finally {
            (relocation.isMoved() ? before : next).close();
        }
        return true;
    }

    /** Runs something with the newest position, on the thread that writes. */
    @FunctionalInterface
    interface Pause {
        void run(LongConsumer work);
    }

    /** What is left behind is a copy that nobody needs. */
    private static void leave(Path folder, DatabaseLock lock) throws IOException {
        lock.close();
        Files.deleteIfExists(folder.resolve(FILE));
        Files.deleteIfExists(folder.resolve(AcknowledgedMark.FILE));
        DatabaseLock.discard(folder);
        try {
            Files.deleteIfExists(folder);
        } catch (FileSystemException stays) {
            // What else is in it belongs to somebody; or it is not for this program to remove, such
            // as a volume. The database is gone.
        }
    }

    /** Removes the database of a folder, unless somebody has it open. */
    static void discard(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            Files.deleteIfExists(folder.resolve(FILE + ".new"));
            Files.deleteIfExists(folder.resolve(STAGED));
            leave(folder, DatabaseLock.acquire(folder));
        }
    }

    /** How many events the database of a folder has. */
    static long headOf(Path folder) throws IOException {
        try {
            return Database.peek(folder.resolve(FILE), FORMAT_KEY).head();
        } catch (MVStoreException broken) {
            throw new IOException(broken);
        }
    }

    static void stage(Path folder, Path other) throws IOException {
        Path staged = folder.resolve(STAGED);
        Files.copy(other.resolve(FILE), staged, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel file = FileChannel.open(staged, StandardOpenOption.WRITE)) {
            file.force(true);
        }
    }

    static void takeStaged(Path folder) throws IOException {
        DatabaseLock lock = DatabaseLock.acquire(folder);
        try {
            // It tells of the database that goes.
            Files.deleteIfExists(folder.resolve(AcknowledgedMark.FILE));
            Files.move(
                    folder.resolve(STAGED), folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            lock.close();
        }
    }

    /** Releases the database after a failed opening, without writing to it. */
    void abandon() {
        database.closeImmediately();
        close();
    }

    /** Releases the folder; the database was closed before. */
    @Override
    public synchronized void close() {
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
