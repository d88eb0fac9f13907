package dev.eventstore.server.http.routing;

import org.jspecify.annotations.Nullable;

/** A request that a route refuses because of what the client sent. */
public final class BadRequest extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String reason;
    private final @Nullable String explanation;

    /** A 400 with a reason that names the faulty part. */
    public BadRequest(String reason) {
        this(400, reason);
    }

    /**
     * A 400 whose reason is the fixed phrase of version 5.
     *
     * @param explanation a sentence for people that names the faulty part
     */
    public BadRequest(String reason, String explanation) {
        this(400, reason, explanation);
    }

    /**
     * @param status 400 to 499
     * @param reason the phrase of the status line; one line, names the faulty part
     */
    public BadRequest(int status, String reason) {
        this(status, reason, null);
    }

    /**
     * @param status 400 to 499
     * @param reason the phrase of the status line; one line
     * @param explanation a sentence for people, {@code null} if the reason says it all
     */
    public BadRequest(int status, String reason, @Nullable String explanation) {
        super(reason, null, false, false);
        if (status < 400 || status > 499) {
            throw new IllegalArgumentException("Not a status that blames the client: " + status);
        }
        this.status = status;
        this.reason = reason;
        this.explanation = explanation;
    }

    /** The status, 400 to 499. */
    public int status() {
        return status;
    }

    /** The phrase of the status line. */
    public String reason() {
        return reason;
    }

    /** The answer: the status line, and for people what explains it. */
    public Reply reply() {
        Reply reply = Reply.statusOnly(status, reason);
        return explanation == null ? reply : reply.explained(explanation);
    }
}
