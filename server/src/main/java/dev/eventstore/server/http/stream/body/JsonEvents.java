package dev.eventstore.server.http.stream.body;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.stream.payload.BoundedBytes;
import dev.eventstore.server.http.stream.payload.Json;
import dev.eventstore.server.http.stream.payload.JsonLayout;
import dev.eventstore.server.http.stream.payload.Utf8;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON array of events, each with {@code eventId}, {@code eventType}, {@code data} and
 * {@code metadata} (in any case). An object or array as data or metadata is stored indented, with
 * every number as it was written; so is a string that holds one. Another string is stored as text,
 * anything else as nothing.
 */
final class JsonEvents {
    /** The reason of version 5 for a body that cannot be read. */
    static final String UNREADABLE = "Write request body invalid.";

    /** The parts of the parser's messages that speak to who programs it. */
    private static final Pattern LIBRARY =
            Pattern.compile("(?s) \\(start marker at .*|, from `[^`]*`|: enable `.*");

    private final JsonParser parser;

    /** How many bytes the events of this body may still take in all. */
    private long bytesLeft;

    private JsonEvents(JsonParser parser, int bodyLength) {
        this.parser = parser;
        this.bytesLeft = JsonLayout.bytesMax(bodyLength);
    }

    /** Data or metadata as it will be stored. */
    private record Content(Payload bytes, boolean isJson) {
        static final Content NONE = new Content(Payload.EMPTY, false);
    }

    /** Reads the array; it holds one event at least. */
    static List<NewEvent> read(byte[] body) throws BadRequest {
        try (JsonParser parser = Json.FACTORY.createParser(body)) {
            return new JsonEvents(parser, body.length).events();
        } catch (BoundedBytes.TooLongException tooLong) {
            throw WriteBody.tooLarge("Indented as it is stored, an event is too large.");
        } catch (JsonProcessingException unreadable) {
            throw unreadable(explanation(unreadable));
        } catch (IOException unreadable) {
            // Memory itself does not fail.
            throw unreadable("The body is not valid Unicode text.");
        }
    }

    private List<NewEvent> events() throws IOException, BadRequest {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw unreadable("The body must be an array of events.");
        }
        List<NewEvent> events = new ArrayList<>();
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            events.add(event(events.size()));
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
    }

    private NewEvent event(int index) throws IOException, BadRequest {
        UUID id = EventIds.ZERO;
        String type = "";
        Content data = Content.NONE;
        Content metadata = Content.NONE;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName().toLowerCase(Locale.ROOT);
            parser.nextToken();
            switch (member) {
                case "eventid" -> id = id(index);
                case "eventtype" -> type = type(index);
                case "data" -> data = content();
                case "metadata" -> metadata = content();
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

    private UUID id(int index) throws IOException, BadRequest {
        @Nullable String text = scalar(index);
        if (text == null) {
            return EventIds.ZERO;
        }
        return EventIds.parse(text)
                .orElseThrow(() -> unreadable("The eventId of event " + index + " is no GUID."));
    }

    private String type(int index) throws IOException, BadRequest {
        @Nullable String text = scalar(index);
        if (text == null) {
            return "";
        }
        // Half a surrogate pair could not be stored.
        Utf8.bytes(text);
        return text;
    }

    private @Nullable String scalar(int index) throws IOException, BadRequest {
        if (!parser.currentToken().isScalarValue()) {
            throw unreadable(
                    "The " + parser.currentName() + " of event " + index + " must be a string.");
        }
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
    }

    private static String explanation(JsonProcessingException unreadable) {
        JsonLocation location = unreadable.getLocation();
        String problem = LIBRARY.matcher(unreadable.getOriginalMessage()).replaceAll("");
        return location == null
                ? problem
                : "Line %d, column %d: %s"
                        .formatted(location.getLineNr(), location.getColumnNr(), problem);
    }

    private static BadRequest unreadable(String explanation) {
        return new BadRequest(UNREADABLE, explanation);
    }

    private Content content() throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT, START_ARRAY -> new Content(Payload.of(indented(parser)), true);
            case VALUE_STRING -> text(parser.getText());
            default -> Content.NONE;
        };
    }

    private Content text(String text) throws IOException {
        byte[] bytes = Utf8.bytes(text);
        byte @Nullable [] indented = indentedIfJson(text, bytes);
        return indented == null
                ? new Content(Payload.of(bytes), false)
                : new Content(Payload.of(indented), true);
    }

    private byte @Nullable [] indentedIfJson(String text, byte[] bytes)
            throws BoundedBytes.TooLongException {
        String stripped = text.strip();
        if (!stripped.startsWith("{") && !stripped.startsWith("[")) {
            return null;
        }
        try (JsonParser inner = Json.FACTORY.createParser(bytes)) {
            inner.nextToken();
            byte[] indented = indented(inner);
            return inner.nextToken() == null ? indented : null;
        } catch (BoundedBytes.TooLongException tooLong) {
            throw tooLong;
        } catch (IOException notJson) {
            return null;
        }
    }

    private byte[] indented(JsonParser value) throws IOException {
        long bytesMax = Math.min(WriteBody.EVENT_BYTES_MAX, bytesLeft);
        byte[] indented = JsonLayout.indent(value, bytesMax);
        bytesLeft -= indented.length;
        return indented;
    }
}
