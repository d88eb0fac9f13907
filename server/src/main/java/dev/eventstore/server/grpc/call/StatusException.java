package dev.eventstore.server.grpc.call;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call ends with another status than OK, for a reason that the client may know. Cheap to make: it
 * has no stack trace, for it is an answer and no surprise.
 */
public final class StatusException extends Exception {
    private static final long serialVersionUID = 1;

    private final StatusCode code;
    private final String text;
    private final transient Map<String, String> trailers = new LinkedHashMap<>();

    /**
     * @param message a sentence for whoever reads the client's log
     */
    public StatusException(StatusCode code, String message) {
        super(message, null, false, false);
        this.code = code;
        this.text = message;
    }

    /**
     * Adds a trailer and returns this.
     *
     * @param name in lower case; if it ends in {@code -bin}, the value is in Base64
     * @param value any text; what no header can carry is percent-encoded
     */
    public StatusException with(String name, String value) {
        trailers.put(name, value);
        return this;
    }

    public StatusCode code() {
        return code;
    }

    /** The message, never {@code null}. */
    public String text() {
        return text;
    }

    /** The trailer of that name, empty if there is none. */
    public String trailer(String name) {
        return trailers.getOrDefault(name, "");
    }

    /** In the order in which they were added. */
    Map<String, String> trailers() {
        return trailers;
    }
}
