package dev.eventstore.server.eventlog;

/** The database is damaged; what is missing or wrong is said in the message. */
public final class LogCorruptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** Says what is wrong. */
    public LogCorruptedException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what is wrong. */
    public LogCorruptedException(String message) {
        super(message);
    }
}
