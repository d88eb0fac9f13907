package dev.eventstore.server.http.stream.body;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.MediaType;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns the body of a write into events, by its media type and what the headers say. */
public final class WriteBody {
    /** The most data and metadata that one event may have, in bytes. */
    public static final int EVENT_BYTES_MAX = 4 * 1024 * 1024;

    /** The longest type of an event, in characters: a page repeats it for each entry. */
    static final int TYPE_LENGTH_MAX = 64 * 1024;

    private static final Set<MediaType> JSON_ARRAYS =
            Set.of(MediaType.EVENTS_JSON, MediaType.EVENT_JSON, MediaType.ATOM_JSON);
    private static final Set<MediaType> XML_LISTS =
            Set.of(MediaType.EVENTS_XML, MediaType.EVENT_XML, MediaType.ATOM_XML);
    private static final Set<MediaType> SELF_DESCRIBING =
            Set.of(
                    MediaType.EVENTS_JSON,
                    MediaType.EVENT_JSON,
                    MediaType.EVENTS_XML,
                    MediaType.EVENT_XML);

    private WriteBody() {}

    /**
     * Answers whether bodies of this type are known to carry ids and types. Those of Atom do, but
     * version 5 asks for the headers all the same.
     */
    public static boolean isSelfDescribing(MediaType type) {
        return SELF_DESCRIBING.contains(type);
    }

    /**
     * Reads a body.
     *
     * @param id the id that the request names, {@code null} if none; counts for bodies that are one
     *     event's data
     * @param eventType the type that the request names, likewise
     */
    public static List<NewEvent> read(
            byte[] body, MediaType type, @Nullable UUID id, @Nullable String eventType)
            throws BadRequest {
        List<NewEvent> events;
        if (JSON_ARRAYS.contains(type)) {
            events = JsonEvents.read(body);
        } else if (XML_LISTS.contains(type)) {
            events = XmlEvents.read(body);
        } else {
            events = List.of(single(body, type.equals(MediaType.JSON), id, eventType));
        }
        for (int i = 0; i < events.size(); i++) {
            requireSize(events.get(i), i);
        }
        return events;
    }

    static BadRequest tooLarge(String explanation) {
        return new BadRequest(413, "Too large events received. Limit is 4mb", explanation);
    }

    private static void requireSize(NewEvent event, int index) throws BadRequest {
        if (event.size() > EVENT_BYTES_MAX) {
            throw tooLarge(
                    "Event %d of the body has %d bytes of data and metadata, the limit is %d."
                            .formatted(index, event.size(), EVENT_BYTES_MAX));
        }
        if (event.type().length() > TYPE_LENGTH_MAX) {
            throw tooLarge(
                    "The eventType of event %d has %d characters, the limit is %d."
                            .formatted(index, event.type().length(), TYPE_LENGTH_MAX));
        }
    }

    private static NewEvent single(
            byte[] body, boolean isJson, @Nullable UUID id, @Nullable String eventType)
            throws BadRequest {
        if (id == null || id.equals(EventIds.ZERO)) {
            throw new BadRequest("Empty eventId provided.");
        }
        if (eventType == null || eventType.isEmpty()) {
            throw new BadRequest("Empty eventType provided.");
        }
        return new NewEvent(id, eventType, isJson, Payload.of(body), Payload.EMPTY);
    }
}
