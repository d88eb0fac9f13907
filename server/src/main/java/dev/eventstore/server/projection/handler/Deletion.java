package dev.eventstore.server.projection.handler;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.stream.StreamMetadata;
import java.io.IOException;
import java.util.Optional;

/** Recognises events by which a stream was deleted. */
public final class Deletion {
    /** What is told beside a link to such an event. */
    public static final Emitted.Member MARK = new Emitted.Member("$deleted", "-1");

    private static final MetadataMember MARKED = new MetadataMember("$deleted");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Deletion() {}

    /** The stream that an event deleted, for good or softly. */
    public static Optional<StreamName> of(RecordedEvent event) {
        return switch (event.type()) {
            case SystemEventTypes.STREAM_DELETED -> Optional.of(event.stream());
            case SystemEventTypes.METADATA -> softly(event);
            default -> Optional.empty();
        };
    }

    /** The stream whose deletion a link of the index of its category tells of. */
    public static Optional<StreamName> toldBy(RecordedEvent link) {
        return MARKED.in(link.metadata())
                .flatMap(_ -> MetadataMember.ORIGIN.in(link.metadata()))
                .map(StreamName::of);
    }

    private static Optional<StreamName> softly(RecordedEvent event) {
        if (!event.stream().isMetastream()) {
            return Optional.empty();
        }
        try {
            var truncateBefore = JSON.readTree(event.data().bytes()).path("$tb");
            boolean isDeletion =
                    truncateBefore.isIntegralNumber()
                            && truncateBefore.longValue() == StreamMetadata.DELETED_BEFORE;
            return isDeletion ? Optional.of(event.stream().original()) : Optional.empty();
        } catch (IOException notJson) {
            // Such metadata count as empty everywhere.
            return Optional.empty();
        }
    }
}
