package dev.eventstore.server.http.stream.body;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.stream.payload.Json;
import dev.eventstore.server.http.stream.payload.JsonLayout;
import dev.eventstore.server.http.stream.payload.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON array of events, each with {@code eventId}, {@code eventType}, {@code data} and
 * {@code metadata} (in any case). An object or array as data or metadata is stored indented, with
 * every number as it was written; so is a string that holds one. Another string is stored as text,
 * anything else as nothing.
 */
public final class JsonEvents {
    /** The reason of version 5 for a body that cannot be read. */
    static final String UNREADABLE = "Write request body invalid.";

    private JsonEvents() {}

    /** Data or metadata as it will be stored. */
    private record Content(Payload bytes, boolean isJson) {
        static final Content NONE = new Content(Payload.EMPTY, false);
    }

    /** Reads the array; it holds one event at least. */
    public static List<NewEvent> read(byte[] body) throws BadRequest {
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw unreadable("The body must be an array of events.");
            }
            List<NewEvent> events = new ArrayList<>();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                events.add(event(parser, events.size()));
            }
            if (parser.currentToken() != JsonToken.END_ARRAY) {
                throw unreadable("Event " + events.size() + " of the array must be an object.");
            }
            if (parser.nextToken() != null) {
                throw unreadable("Something follows the array of events.");
            }
            if (events.isEmpty()) {
                throw unreadable("The array holds no event.");
            }
            return events;
        } catch (JsonProcessingException unreadable) {
            throw unreadable(explanation(unreadable));
        } catch (IOException unreadable) {
            // Memory itself does not fail.
            throw unreadable("The body is not valid Unicode text.");
        }
    }

    private static NewEvent event(JsonParser parser, int index) throws IOException, BadRequest {
        UUID id = EventIds.ZERO;
        String type = "";
        Content data = Content.NONE;
        Content metadata = Content.NONE;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName().toLowerCase(Locale.ROOT);
            parser.nextToken();
            switch (member) {
                case "eventid" -> id = id(parser, index);
                case "eventtype" -> type = type(parser, index);
                case "data" -> data = content(parser);
                case "metadata" -> metadata = content(parser);
                default -> parser.skipChildren();
            }
        }
        if (id.equals(EventIds.ZERO)) {
            throw new BadRequest(
                    "Empty eventId provided.", "Event " + index + " of the body has no eventId.");
        }
        if (type.isEmpty()) {
            throw new BadRequest(
                    "Empty eventType provided.",
                    "Event " + index + " of the body has no eventType.");
        }
        boolean isJson = data.isJson() || metadata.isJson();
        return new NewEvent(id, type, isJson, data.bytes(), metadata.bytes());
    }

    private static UUID id(JsonParser parser, int index) throws IOException, BadRequest {
        @Nullable String text = scalar(parser, index);
        if (text == null) {
            return EventIds.ZERO;
        }
        return EventIds.parse(text)
                .orElseThrow(() -> unreadable("The eventId of event " + index + " is no GUID."));
    }

    private static String type(JsonParser parser, int index) throws IOException, BadRequest {
        @Nullable String text = scalar(parser, index);
        if (text == null) {
            return "";
        }
        // Half a surrogate pair could not be stored.
        Utf8.bytes(text);
        return text;
    }

    private static @Nullable String scalar(JsonParser parser, int index)
            throws IOException, BadRequest {
        if (!parser.currentToken().isScalarValue()) {
            throw unreadable(
                    "The " + parser.currentName() + " of event " + index + " must be a string.");
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    private static String explanation(JsonProcessingException unreadable) {
        JsonLocation location = unreadable.getLocation();
        return location == null
                ? unreadable.getOriginalMessage()
                : "Line %d, column %d: %s"
                        .formatted(
                                location.getLineNr(),
                                location.getColumnNr(),
                                unreadable.getOriginalMessage());
    }

    private static BadRequest unreadable(String explanation) {
        return new BadRequest(UNREADABLE, explanation);
    }

    private static Content content(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY ->
                    new Content(Payload.of(JsonLayout.indent(parser)), true);
            case VALUE_STRING -> text(parser.getText());
            default -> Content.NONE;
        };
    }

    private static Content text(String text) throws IOException {
        byte[] bytes = Utf8.bytes(text);
        byte @Nullable [] indented = indentedIfJson(text, bytes);
        return indented == null
                ? new Content(Payload.of(bytes), false)
                : new Content(Payload.of(indented), true);
    }

    private static byte @Nullable [] indentedIfJson(String text, byte[] bytes) {
        String stripped = text.strip();
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
            return null;
        }
        try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
            parser.nextToken();
            byte[] indented = JsonLayout.indent(parser);
            return parser.nextToken() == null ? indented : null;
        } catch (IOException notJson) {
            return null;
        }
    }
}
