package dev.eventstore.server.node;

import org.jspecify.annotations.Nullable;

/** A node could not start; the message says why, and what to do, in sentences for people. */
public final class StartFailedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient StartFailure failure;

    StartFailedException(String message, @Nullable Throwable cause) {
        this(message, cause, StartFailure.Kind.OTHER);
    }

    StartFailedException(String message, @Nullable Throwable cause, StartFailure failure) {
        super(message, cause);
        this.failure = failure;
    }

    /** Why, for programs. */
    public StartFailure failure() {
        return failure;
    }
}
