package dev.eventstore.server.stream;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;

/** What came of an append. */
public sealed interface AppendResult {
    /**
     * The events are on disk.
     *
     * @param first revision of the first event; of nothing, the revision after the head
     * @param last revision of the last event; {@code first - 1} if there were none
     * @param position position of the last event; of a repeat, that of the original
     * @param repeat whether the same events were there already and nothing was written now
     */
    record Appended(long first, long last, Position position, boolean repeat)
            implements AppendResult {}

    /**
     * The stream is not as the writer believed; nothing was written.
     *
     * @param head the stream's last revision, −1 if it has no events
     */
    record WrongExpectedVersion(StreamName stream, ExpectedVersion expected, long head)
            implements AppendResult {}

    /** The stream has a tombstone, or is softly deleted and was expected to exist. */
    record StreamDeleted(StreamName stream) implements AppendResult {}

    /** An event is larger than {@link Append#EVENT_BYTES_MAX}; nothing was written. */
    record EventTooLarge(StreamName stream, int index, long bytes) implements AppendResult {}

    /** The caller may not; nothing was written. */
    record AccessDenied(StreamName stream) implements AppendResult {}
}
