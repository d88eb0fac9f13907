package dev.eventstore.server.stream;

import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;

/** What came of reading one event. */
public sealed interface ReadEventResult {
    /**
     * Here it is. Of a link whose target is gone, {@link ResolvedEvent#event()} is {@code null}.
     *
     * @param metadata the metadata in force for the stream that was read
     */
    record Found(ResolvedEvent event, StreamMetadata metadata) implements ReadEventResult {}

    /**
     * The stream is there, the event is not: never written, hidden, or removed.
     *
     * @param metadata the metadata in force for the stream that was read
     */
    record NotFound(StreamName stream, long revision, StreamMetadata metadata)
            implements ReadEventResult {}

    /** There is no such stream, or it is softly deleted. */
    record NoStream(StreamName stream) implements ReadEventResult {}

    /** The stream has a tombstone. */
    record StreamDeleted(StreamName stream) implements ReadEventResult {}

    /** The caller may not read the stream, or not the target of the link. */
    record AccessDenied(StreamName stream) implements ReadEventResult {}
}
