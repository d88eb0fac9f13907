package dev.eventstore.server.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;

/** What came of a delete. */
public sealed interface DeleteResult {
    /**
     * The stream is deleted.
     *
     * @param position position of the event that says so
     */
    record Deleted(Position position) implements DeleteResult {}

    /**
     * The stream is not as the caller believed; it is as it was.
     *
     * @param head the stream's last revision, −1 if it has no events
     */
    record WrongExpectedVersion(StreamName stream, ExpectedVersion expected, long head)
            implements DeleteResult {}

    /** The stream had a tombstone already, or is softly deleted and was expected to exist. */
    record StreamDeleted(StreamName stream) implements DeleteResult {}

    /** The caller may not, or it is a metastream, which cannot be deleted. */
    record AccessDenied(StreamName stream) implements DeleteResult {}
}
