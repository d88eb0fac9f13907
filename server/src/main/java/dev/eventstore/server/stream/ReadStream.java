package dev.eventstore.server.stream;

import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;

/**
 * A request for a page of one stream.
 *
 * @param stream which one
 * @param from the first revision wanted; backward, {@link Revision#MAX} stands for the newest
 * @param count how many revisions the page spans, 1 or more
 * @param direction which way
 * @param resolveLinks whether links are followed
 */
public record ReadStream(
        StreamName stream, Revision from, int count, Direction direction, boolean resolveLinks) {
    /** What the events of a page of two or more may have together, in bytes. */
    public static final long PAGE_BYTES_MAX = 64L * 1024 * 1024;

    /**
     * @throws IllegalArgumentException if the count is not positive
     */
    public ReadStream {
        if (count < 1) {
            throw new IllegalArgumentException("A page spans at least one revision: " + count);
        }
    }
}
