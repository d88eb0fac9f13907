package dev.eventstore.server.projection.handler;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.eventstore.server.event.Payload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Finds one member in the metadata of events. Most metadata do not have it, and are not parsed.
 * Thread-safe.
 */
public final class MetadataMember {
    /** The member that relates events to each other. */
    public static final MetadataMember CORRELATION_ID = new MetadataMember("$correlationId");

    /** In the index of a category, the stream in which the event or link was found. */
    public static final MetadataMember ORIGIN = new MetadataMember("$o");

    private static final JsonFactory JSON = new JsonFactory();

    private final String name;
    private final byte[] bytes;

    /**
     * @param name a member of the outermost object
     */
    public MetadataMember(String name) {
        this.name = name;
        this.bytes = quoted(name).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The value as text, if the metadata are JSON and have the member with a text, number or truth
     * value.
     */
    public Optional<String> in(Payload metadata) {
        if (!mayHold(metadata.bytes())) {
            return Optional.empty();
        }
        try (JsonParser parser = JSON.createParser(metadata.bytes())) {
            return find(parser);
        } catch (IOException notJson) {
            // Metadata that are no JSON have no members.
            return Optional.empty();
        }
    }

    /** A text as JSON. */
    public static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }

    private Optional<String> find(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return Optional.empty();
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isIt = parser.currentName().equals(name);
            JsonToken value = parser.nextToken();
            if (isIt) {
                return value.isScalarValue() && value != JsonToken.VALUE_NULL
                        ? Optional.of(parser.getText())
                        : Optional.empty();
            }
            parser.skipChildren();
        }
        return Optional.empty();
    }

    /** Answers whether the quoted name stands somewhere in the bytes. */
    private boolean mayHold(byte[] text) {
        int last = text.length - bytes.length;
        for (int at = 0; at <= last; at++) {
            if (text[at] == '"' && isAt(text, at)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] text, int at) {
        for (int i = 1; i < bytes.length; i++) {
            if (text[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
