package dev.eventstore.server.http.admin;

import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** Copies of the database that the node can go back to. Thread-safe. */
public interface Snapshots {
    /** How many there may be. */
    int MAX = 100;

    /**
     * One of them.
     *
     * @param events how many events the database had
     * @param bytes the size of the copy
     */
    record Snapshot(String name, Instant taken, long events, long bytes) {}

    /** Answers whether there is anything on disk to copy. */
    boolean arePossible();

    /** All of them, the newest first. */
    List<Snapshot> all() throws IOException;

    /**
     * Copies the database as it is now, while it is in use.
     *
     * @param name works as the name of a folder
     * @throws java.nio.file.FileAlreadyExistsException if there is one of that name
     * @throws IOException if it cannot be written, or there are {@link #MAX} already
     */
    Snapshot take(String name) throws IOException;

    /**
     * Has the node begin again with a copy of a snapshot; everything appended since is gone then.
     * Returns before that happens, but only when nothing is left to do that may fail for want of
     * space.
     *
     * @return whether there is such a snapshot
     * @throws IOException if it cannot be copied; the node goes on as it is
     */
    boolean goBackTo(String name) throws IOException;

    /**
     * Removes a snapshot for good.
     *
     * @return whether there was such a snapshot
     * @throws IOException if it cannot be removed, such as one that a node was started on
     */
    boolean remove(String name) throws IOException;
}
