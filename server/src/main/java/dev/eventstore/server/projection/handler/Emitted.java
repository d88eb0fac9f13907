package dev.eventstore.server.projection.handler;

import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import java.util.List;

/**
 * An event that a handler wants written. The engine adds what tells where it came from.
 *
 * @param stream where to
 * @param type its type
 * @param isJson whether the data is JSON
 * @param data its bytes
 * @param metadata members of its metadata, beside those of the engine
 */
public record Emitted(
        StreamName stream, String type, boolean isJson, Payload data, List<Member> metadata) {
    /**
     * A member of the metadata.
     *
     * @param name its name
     * @param json its value as JSON
     */
    public record Member(String name, String json) {}

    public Emitted {
        metadata = List.copyOf(metadata);
    }

    /** A link to an event; of a link, to what that one stands for. */
    public static Emitted link(StreamName stream, RecordedEvent target, List<Member> metadata) {
        Payload data =
                target.type().equals(SystemEventTypes.LINK)
                        ? target.data()
                        : Payload.of(new Link(target.revision().value(), target.stream()).text());
        return new Emitted(stream, SystemEventTypes.LINK, false, data, metadata);
    }

    /** A reference to a whole stream. */
    public static Emitted reference(StreamName stream, StreamName target) {
        return new Emitted(
                stream,
                SystemEventTypes.STREAM_REFERENCE,
                false,
                Payload.of(target.value()),
                List.of());
    }
}
