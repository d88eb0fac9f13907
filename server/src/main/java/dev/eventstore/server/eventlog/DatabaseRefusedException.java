package dev.eventstore.server.eventlog;

import org.jspecify.annotations.Nullable;

/**
 * A database cannot be opened, for the reason that the message states in a sentence for people. The
 * file is as it was.
 */
public final class DatabaseRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Reason reason;

    /** Why a database is refused. */
    public enum Reason {
        /** Another node has it open. */
        IN_USE,
        /** Its bytes are damaged or cut off. */
        DAMAGED,
        /** It is a file of something else. */
        FOREIGN,
        /** A newer version wrote it. */
        NEWER,
        /** An older version wrote it, from before the first release. */
        OLDER,
        /** The folder or file cannot be read or written. */
        INACCESSIBLE
    }

    /** Says why, in a sentence. */
    public DatabaseRefusedException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** Why, for programs. */
    public Reason reason() {
        return reason;
    }
}
