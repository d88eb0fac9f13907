package dev.eventstore.server.eventlog;

import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** Says in our words what MVStore says in its own. */
final class StorageFailures {
    private StorageFailures() {}

    static RuntimeException of(MVStoreException broken) {
        return broken.getErrorCode() == DataUtils.ERROR_CLOSED
                ? new LogClosedException("The database is closed.", broken)
                : new LogCorruptedException(
                        "The database file cannot be read: " + broken.getMessage(), broken);
    }
}
