package dev.eventstore.server.subscription;

import dev.eventstore.server.event.StreamName;

/**
 * A request to follow one stream.
 *
 * @param stream which one; it need not exist yet
 * @param start where to begin; not {@link Start.BehindPosition}
 * @param resolveLinks whether links are followed
 */
public record ToStream(StreamName stream, Start start, boolean resolveLinks) {
    /**
     * @throws IllegalArgumentException if the start is a position
     */
    public ToStream {
        if (start instanceof Start.BehindPosition) {
            throw new IllegalArgumentException("A stream has revisions, not positions.");
        }
    }
}
