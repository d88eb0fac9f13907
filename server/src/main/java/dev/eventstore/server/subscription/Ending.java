package dev.eventstore.server.subscription;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import org.jspecify.annotations.Nullable;

/** Why a subscription ended by itself. */
public sealed interface Ending {
    /** The caller may not read the stream, or the target of a link in it, or not any more. */
    record AccessDenied(StreamName stream) implements Ending {}

    /**
     * The stream is deleted for good.
     *
     * @param tombstone the event that says so; {@code null} of a metastream
     */
    record StreamDeleted(StreamName stream, @Nullable RecordedEvent tombstone) implements Ending {}
}
