package dev.eventstore.server.stream;

import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;

/**
 * A condition for an append, on a stream that need not be one of those appended to.
 *
 * @param stream which one
 * @param wanted how it has to be
 */
public record StreamCheck(StreamName stream, Wanted wanted) {
    /** How a stream may have to be. */
    public sealed interface Wanted {
        /** It ends at exactly this revision. */
        record Exactly(Revision revision) implements Wanted {}

        /** Ways that name no revision. */
        enum Kind implements Wanted {
            /** Any way at all. */
            ANY,
            /** It has events. */
            EXISTING,
            /** It has no events that show: never had any, or is deleted in either way. */
            MISSING,
            /** It is softly deleted. */
            SOFT_DELETED,
            /** It has a tombstone. */
            TOMBSTONED
        }
    }

    /** Answers whether the stream is as it has to be. */
    public boolean holdsFor(StreamState state) {
        return switch (wanted) {
            case Wanted.Kind.ANY -> true;
            case Wanted.Kind.EXISTING -> state instanceof StreamState.Existing;
            case Wanted.Kind.MISSING -> state instanceof StreamState.Missing;
            case Wanted.Kind.SOFT_DELETED -> state == StreamState.Missing.SOFT_DELETED;
            case Wanted.Kind.TOMBSTONED -> state == StreamState.Missing.TOMBSTONED;
            case Wanted.Exactly(Revision revision) ->
                    state instanceof StreamState.Existing(long last) && last == revision.value();
        };
    }
}
