package dev.eventstore.server.eventlog;

import dev.eventstore.server.eventlog.storage.Database;
import dev.eventstore.server.eventlog.storage.FrozenFile;
import dev.eventstore.server.eventlog.storage.Relocation;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The file of a log, which is copied and moved while events are read and appended; one of that at a
 * time. Safe for any thread.
 */
final class LogFile {
    private final Database database;
    private final @Nullable DatabaseFolder folder;
    private final LogWriter writer;
    private final ReentrantLock copying = new ReentrantLock();
    private volatile boolean isFrozen;

    LogFile(Database database, @Nullable DatabaseFolder folder, LogWriter writer) {
        this.database = database;
        this.folder = folder;
        this.writer = writer;
    }

    /** Answers whether it is being copied, so that nothing of it may be moved or given back. */
    boolean isFrozen() {
        return isFrozen;
    }

    /** See {@link EventLog#copyFile}. */
    long copyTo(OutputStream out) throws IOException {
        copying.lock();
        try {
            FrozenFile file = writer.submit(_ -> freeze()).orElseThrow(LogFile::none);
            try {
                file.writeTo(out);
            } finally {
                file.release();
                isFrozen = false;
                // The writer may have put off what frees space.
                writer.submit(_ -> true);
            }
            return file.length();
        } finally {
            copying.unlock();
        }
    }

    /**
     * See {@link EventLog#moveTo}.
     *
     * @param head the newest position on disk, asked on the writer's thread
     */
    boolean moveTo(Path target, Relocation.Watch watch, LongSupplier head) throws IOException {
        if (folder == null) {
            throw none();
        }
        copying.lock();
        try {
            return folder.moveTo(
                    target,
                    watch,
                    work ->
                            writer.submit(_ -> {
                                work.accept(head.getAsLong());
                                return true;
                            }));
        } finally {
            copying.unlock();
        }
    }

    private Optional<FrozenFile> freeze() {
        Optional<FrozenFile> frozen = Optional.ofNullable(database.freeze());
        isFrozen = frozen.isPresent();
        return frozen;
    }

    private static UnsupportedOperationException none() {
        return new UnsupportedOperationException("A database in memory has no file.");
    }
}
