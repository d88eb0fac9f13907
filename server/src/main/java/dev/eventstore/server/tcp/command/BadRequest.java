package dev.eventstore.server.tcp.command;

/** A request that cannot be understood; the message says what of it, for people. */
public final class BadRequest extends Exception {
    private static final long serialVersionUID = 1;

    public BadRequest(String message) {
        super(message);
    }
}
