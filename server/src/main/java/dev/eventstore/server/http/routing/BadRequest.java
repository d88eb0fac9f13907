package dev.eventstore.server.http.routing;

/** A request that a route refuses because of what the client sent. */
public final class BadRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;

    /** A 400 with a reason that names the faulty part. */
    public BadRequest(String reason) {
        this(400, reason);
    }

    /**
     * @param status 400 to 499
     * @param reason the phrase of the status line; one line, names the faulty part
     */
    public BadRequest(int status, String reason) {
        super(reason, null, false, false);
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException("Not a status that blames the client: " + status);
        }
        this.status = status;
        this.reason = reason;
    }

    /** The status, 400 to 499. */
    public int status() {
        return status;
    }

    /** The phrase of the status line. */
    public String reason() {
        return reason;
    }

    /** The answer: the status line and nothing else. */
    public Reply reply() {
        return Reply.statusOnly(status, reason);
    }
}
