package dev.eventstore.server.stream;

import dev.eventstore.server.event.StreamName;

/**
 * A request for one event.
 *
 * @param stream which stream
 * @param revision which event, −1 for the newest
 * @param resolveLinks whether a link is followed
 */
public record ReadEvent(StreamName stream, long revision, boolean resolveLinks) {
    /** Stands for the newest event of a stream. */
    public static final long NEWEST = -1;

    /**
     * @throws IllegalArgumentException if the revision is less than −1
     */
    public ReadEvent {
        if (revision < NEWEST) {
            throw new IllegalArgumentException("No such revision: " + revision);
        }
    }
}
