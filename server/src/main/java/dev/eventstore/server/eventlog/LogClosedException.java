package dev.eventstore.server.eventlog;

import org.jspecify.annotations.Nullable;

/** The log takes and gives nothing any more: the node stops, or the disk failed. */
public final class LogClosedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param cause what broke the log, {@code null} if it was closed in the ordinary way
     */
    public LogClosedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
