package dev.eventstore.server.http.projection;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.projection.Place;
import dev.eventstore.server.projection.PreviewResult;
import dev.eventstore.server.projection.handler.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What v5's debugger asked for and got: the events that a definition would see. */
final class PreviewDocument {
    private static final int EVENTS_USUAL = 10;
    private static final int EVENTS_MAX = 1_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private PreviewDocument() {}

    /**
     * What is asked for.
     *
     * @param begin behind which it begins, {@code null} for the beginning
     */
    record Question(Source source, @Nullable Place begin, int max) {}

    /**
     * @throws BadRequest if a member is missing or has another type
     */
    static Question read(byte[] body) throws BadRequest {
        try {
            JsonNode document = JSON.readTree(body);
            JsonNode max = document.path("maxEvents");
            if (!max.isMissingNode() && (!max.isInt() || max.intValue() < 1)) {
                throw refused("maxEvents must be a number from 1 to " + EVENTS_MAX + ".");
            }
            return new Question(
                    source(document.path("query")),
                    Place.of(document.path("position")).orElse(null),
                    Math.min(max.asInt(EVENTS_USUAL), EVENTS_MAX));
        } catch (JacksonException notJson) {
            throw refused("The body is not JSON.");
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed.", impossible);
        }
    }

    private static Source source(JsonNode query) throws BadRequest {
        boolean isEverything = query.path("allStreams").asBoolean();
        List<String> streams = names(query, "streams");
        List<String> categories = names(query, "categories");
        if (!isEverything && streams.isEmpty() && categories.isEmpty()) {
            throw refused("query must have streams, categories or allStreams.");
        }
        JsonNode options = query.path("options");
        boolean includesLinks =
                options.path("includeLinks").asBoolean()
                        || options.path("$includeLinks").asBoolean();
        List<String> events = names(query, "events");
        return new Source(
                isEverything,
                categories,
                streams,
                query.path("allEvents").asBoolean() || events.isEmpty(),
                events,
                Source.Partitioning.NONE,
                Source.EVERYTHING.options().includingLinks(includesLinks));
    }

    private static List<String> names(JsonNode query, String member) throws BadRequest {
        List<String> names = new ArrayList<>();
        for (JsonNode each : query.path(member)) {
            if (!each.isTextual() || each.textValue().isEmpty()) {
                throw refused("query." + member + " must be a list of names.");
            }
            names.add(each.textValue());
            checkName(member, each.textValue());
        }
        return names;
    }

    private static void checkName(String member, String name) throws BadRequest {
        try {
            StreamName.of(name);
        } catch (IllegalArgumentException noName) {
            throw refused("query." + member + ": " + noName.getMessage());
        }
    }

    private static BadRequest refused(String reason) {
        return new BadRequest("Cannot read events", reason);
    }

    /**
     * @param id names the answer
     */
    static String of(UUID id, PreviewResult.Found found) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("correlationId", id.toString());
        document.set("readerPosition", place(found.reached()));
        var events = document.putArray("events");
        found.events().forEach(sight -> events.add(event(sight)));
        return document.toPrettyString();
    }

    private static ObjectNode event(PreviewResult.Sight sight) {
        RecordedEvent link = sight.event().link();
        RecordedEvent event = sight.event().event() == null ? link : sight.event().event();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        if (event == null) {
            return document;
        }
        document.put("eventStreamId", event.stream().value());
        if (event.revision().value() != 0) {
            document.put("eventNumber", event.revision().value());
        }
        document.put("eventType", event.type());
        document.set("data", content(event.data(), event.isJson()));
        document.set("metadata", content(event.metadata(), event.isJson()));
        if (link != null) {
            document.set("linkMetadata", content(link.metadata(), true));
        }
        ConfigDocument.putIf(document, "isJson", event.isJson());
        document.set("readerPosition", place(sight.place()));
        document.properties().removeIf(each -> each.getValue().isNull());
        return document;
    }

    /** JSON as it is, everything else as text; nothing at all if there is nothing. */
    private static JsonNode content(Payload payload, boolean isJson) {
        if (payload.size() == 0) {
            return JsonNodeFactory.instance.nullNode();
        }
        try {
            return isJson
                    ? JSON.readTree(payload.bytes())
                    : JsonNodeFactory.instance.textNode(payload.text());
        } catch (IOException notJson) {
            // Whoever wrote it said that it was JSON; what it really is is worth showing.
            return JsonNodeFactory.instance.textNode(payload.text());
        }
    }

    private static JsonNode place(Place place) {
        try {
            return JSON.readTree("{" + place.members() + "}");
        } catch (JacksonException impossible) {
            throw new IllegalStateException("A place is always JSON.", impossible);
        }
    }
}
