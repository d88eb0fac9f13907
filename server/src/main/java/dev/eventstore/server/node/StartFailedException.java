package dev.eventstore.server.node;

import org.jspecify.annotations.Nullable;

/** A node could not start; the message says why, and what to do, in sentences for people. */
public final class StartFailedException extends Exception {
    private static final long serialVersionUID = 1;

    StartFailedException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
