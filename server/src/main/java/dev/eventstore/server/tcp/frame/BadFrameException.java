package dev.eventstore.server.tcp.frame;

/** What came is no package; where the next one begins is unknown, so the connection must end. */
public final class BadFrameException extends Exception {
    private static final long serialVersionUID = 1;

    BadFrameException(String message) {
        super(message);
    }
}
