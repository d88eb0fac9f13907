package dev.eventstore.server.eventlog.storage;

import org.h2.mvstore.MVStore;

/** Keeps one committed state of the database readable. Safe for any thread. */
public final class VersionUse implements AutoCloseable {
    private final MVStore store;
    private final MVStore.TxCounter counter;

    VersionUse(MVStore store, MVStore.TxCounter counter) {
        this.store = store;
        this.counter = counter;
    }

    /** Ends the use; to be called once. */
    @Override
    public void close() {
        store.deregisterVersionUsage(counter);
    }
}
