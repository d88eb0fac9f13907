package dev.eventstore.server.projection.handler;

/** The thread was interrupted in the middle of an event, which does not count as handled. */
public final class HandlingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public HandlingStoppedException() {
        super("Handling was interrupted.", null, false, false);
    }
}
