package dev.eventstore.server.tcp.frame;

/**
 * The id that ties answers to their request: 16 bytes, given back as they came.
 *
 * @param high the first 8 bytes
 * @param low the last 8 bytes
 */
public record Correlation(long high, long low) {
    /** No request has it; in an answer it means the whole connection. */
    public static final Correlation NONE = new Correlation(0, 0);

    /** Answers whether all bytes are 0. */
    public boolean isNone() {
        return high == 0 && low == 0;
    }
}
