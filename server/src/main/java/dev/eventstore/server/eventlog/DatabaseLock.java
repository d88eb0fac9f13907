package dev.eventstore.server.eventlog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One node per database. A lock on a file of its own keeps other processes out; inside this process
 * a set of open folders does, and is asked first: on POSIX systems, opening and closing a file a
 * second time would release the lock that the first opening holds.
 */
final class DatabaseLock implements AutoCloseable {
    private static final String FILE = "eventstore.lock";
    private static final Set<Path> OPEN_HERE = new HashSet<>();

    private final Path folder;
    private final FileChannel channel;

    private DatabaseLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * @throws DatabaseRefusedException if a node has the database open
     */
    static DatabaseLock acquire(Path folder) throws IOException {
        Path real = folder.toRealPath();
        synchronized (OPEN_HERE) {
            if (!OPEN_HERE.add(real)) {
                throw inUse(folder, "this process");
            }
        }
        DatabaseLock lock = null;
        try {
            lock = lockFile(real);
            return lock;
        } finally {
            if (lock == null) {
                forget(real);
            }
        }
    }

    /**
     * The process that seems to have a database open: it wrote its number, and lives. Never looks
     * into the file of a database that is open in this process, which could cost that its lock.
     */
    static OptionalLong holder(Path folder) throws IOException {
        synchronized (OPEN_HERE) {
            if (OPEN_HERE.contains(folder.toRealPath())) {
                return OptionalLong.of(ProcessHandle.current().pid());
            }
            Path file = folder.resolve(FILE);
            String text = Files.exists(file) ? Files.readString(file).strip() : "";
            if (!text.matches("\\d{1,18}")) {
                return OptionalLong.empty();
            }
            long pid = Long.parseLong(text);
            boolean isOther = pid != ProcessHandle.current().pid();
            return isOther && ProcessHandle.of(pid).isPresent()
                    ? OptionalLong.of(pid)
                    : OptionalLong.empty();
        }
    }

    private static DatabaseLock lockFile(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw inUse(folder, "process " + Files.readString(file).strip());
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid())
                                .getBytes(StandardCharsets.UTF_8)));
        return new DatabaseLock(folder, channel);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            // Far behind the text, so that Windows lets others read who holds it.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException heldHere) {
            return null;
        }
    }

    /** Removes the file of a lock that was released. */
    static void discard(Path folder) throws IOException {
        Files.deleteIfExists(folder.resolve(FILE));
    }

    private static DatabaseRefusedException inUse(Path folder, String holder) {
        return new DatabaseRefusedException(
                DatabaseRefusedException.Reason.IN_USE,
                "The database in %s is open already, in %s. Stop that node or choose another folder."
                        .formatted(folder, holder),
                null);
    }

    private static void forget(Path folder) {
        synchronized (OPEN_HERE) {
            OPEN_HERE.remove(folder);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            forget(folder);
        }
    }
}
