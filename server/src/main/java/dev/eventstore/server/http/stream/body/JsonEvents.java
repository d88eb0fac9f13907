package dev.eventstore.server.http.stream.body;

import com.fasterxml.jackson.core.JsonParser;
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
                throw new BadRequest(UNREADABLE);
            }
            List<NewEvent> events = new ArrayList<>();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                events.add(event(parser));
            }
            boolean closed = parser.currentToken() == JsonToken.END_ARRAY;
            if (!closed || parser.nextToken() != null || events.isEmpty()) {
                throw new BadRequest(UNREADABLE);
            }
            return events;
        } catch (IOException unreadable) {
            // No JSON, over the limits, or no valid Unicode; memory itself does not fail.
            throw new BadRequest(UNREADABLE);
        }
    }

    private static NewEvent event(JsonParser parser) throws IOException, BadRequest {
        UUID id = EventIds.ZERO;
        String type = "";
        Content data = Content.NONE;
        Content metadata = Content.NONE;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName().toLowerCase(Locale.ROOT);
            parser.nextToken();
            switch (member) {
                case "eventid" -> id = id(parser);
                case "eventtype" -> type = type(parser);
                case "data" -> data = content(parser);
                case "metadata" -> metadata = content(parser);
                default -> parser.skipChildren();
            }
        }
        if (id.equals(EventIds.ZERO)) {
            throw new BadRequest("Empty eventId provided.");
        }
        if (type.isEmpty()) {
            throw new BadRequest("Empty eventType provided.");
        }
        boolean isJson = data.isJson() || metadata.isJson();
        return new NewEvent(id, type, isJson, data.bytes(), metadata.bytes());
    }

    private static UUID id(JsonParser parser) throws IOException, BadRequest {
        @Nullable String text = scalar(parser);
        return text == null
                ? EventIds.ZERO
                : EventIds.parse(text).orElseThrow(() -> new BadRequest(UNREADABLE));
    }

    private static String type(JsonParser parser) throws IOException, BadRequest {
        @Nullable String text = scalar(parser);
        if (text == null) {
            return "";
        }
        // Half a surrogate pair could not be stored.
        Utf8.bytes(text);
        return text;
    }

    private static @Nullable String scalar(JsonParser parser) throws IOException, BadRequest {
        if (!parser.currentToken().isScalarValue()) {
            throw new BadRequest(UNREADABLE);
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
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
