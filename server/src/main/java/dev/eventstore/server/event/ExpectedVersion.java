package dev.eventstore.server.event;

import org.jspecify.annotations.Nullable;

/** What a writer believes about a stream before it appends or deletes. */
public sealed interface ExpectedVersion {
    /** Beliefs that name no revision. */
    enum Belief implements ExpectedVersion {
        /** Nothing is believed; on the wire −2. */
        ANY,
        /** The stream has no events; on the wire −1. */
        NO_STREAM,
        /** The stream has events or metadata; on the wire −4. */
        STREAM_EXISTS
    }

    /** The stream ends at exactly this revision. */
    record Exactly(Revision revision) implements ExpectedVersion {}

    /**
     * Answers whether a stream ending at {@code head} is as believed.
     *
     * @param head the last revision, or {@code null} if the stream has no events
     */
    default boolean holdsFor(@Nullable Revision head) {
        return switch (this) {
            case Belief.ANY -> true;
            case Belief.NO_STREAM -> head == null;
            case Belief.STREAM_EXISTS -> head != null;
            case Exactly(Revision revision) -> revision.equals(head);
        };
    }
}
