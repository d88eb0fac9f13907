package dev.eventstore.launcher.desktop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks how much room is left beside a database, and tells once when it becomes little. One thread
 * at a time.
 */
final class DiskWatch {
    private static final Logger logger = LoggerFactory.getLogger(DiskWatch.class);
    private static final long MEGABYTE = 1 << 20;

    /** Less than this is little. */
    static final long LOW_BYTES = 1024 * MEGABYTE;

    /** More than this is enough again; the gap keeps it from telling again and again. */
    static final long ENOUGH_BYTES = 1536 * MEGABYTE;

    private final ToLongFunction<Path> free;
    private Optional<Path> told = Optional.empty();

    /** Looks at real disks. */
    DiskWatch() {
        this(DiskWatch::usableBytes);
    }

    /**
     * Looks at disks as told.
     *
     * @param free the bytes left where a folder is
     */
    DiskWatch(ToLongFunction<Path> free) {
        this.free = free;
    }

    /** Looks at the disk of a database; answers what to tell the user, if there is news. */
    Optional<String> look(Path folder) {
        long left;
        try {
            left = free.applyAsLong(folder);
        } catch (UncheckedIOException unknown) {
            logger.debug("How much room is left is not known: {}", unknown.getMessage());
            return Optional.empty();
        }
        if (left > ENOUGH_BYTES) {
            told = Optional.empty();
        }
        if (left >= LOW_BYTES || told.equals(Optional.of(folder))) {
            return Optional.empty();
        }
        told = Optional.of(folder);
        return Optional.of(
                "Only "
                        + left / MEGABYTE
                        + " MB are left on the disk of "
                        + folder
                        + ". When it is full, the node stops; what it answered as stored is"
                        + " safe.");
    }

    private static long usableBytes(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
