package dev.eventstore.server.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.TakeOver;
import java.io.IOException;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads one line: an event as exports have it, as fixtures and clients call its fields, or a
 * CloudEvent. Used once.
 */
final class LineReader {
    private final byte[] line;
    private final LineFields fields;

    /**
     * Makes a reader.
     *
     * @param number of the line, for messages
     */
    LineReader(byte[] line, long number) {
        this.line = line;
        this.fields = new LineFields(number);
    }

    /**
     * Reads the event.
     *
     * @param target where it goes, whatever the line says; {@code null} for the stream of the line
     */
    TakeOver read(InstantSource clock, Supplier<UUID> ids, @Nullable StreamName target)
            throws InvalidLineException {
        try {
            if (CloudEventReader.isOne(line)) {
                return new CloudEventReader(line).read(fields).event(clock, ids, target);
            }
            readFields();
            return fields.event(clock, ids, target);
        } catch (InvalidLineException wrong) {
            throw wrong;
        } catch (IOException notJson) {
            throw wrong(
                    "is no JSON: "
                            + String.valueOf(notJson.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private void readFields() throws IOException {
        try (JsonParser parser = EventLine.JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("an event is a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                readField(name, parser);
            }
        }
    }

    private void readField(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "stream", "streamId" -> fields.stream(text(name, parser));
            case "type", "eventType" -> fields.type(text(name, parser));
            case "id", "eventId" -> fields.id(text(name, parser));
            case "created" -> fields.created(text(name, parser));
            case "revision" -> fields.revision(revision(parser));
            case "isJson" -> fields.isJson(truth(name, parser));
            case "data" -> fields.data(raw(name, parser));
            case "metadata" -> fields.metadata(raw(name, parser));
            case "dataBase64" -> fields.data(binary(name, parser));
            case "metadataBase64" -> fields.metadata(binary(name, parser));
            default -> parser.skipChildren();
        }
    }

    private String text(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("\"" + name + "\" is a text");
        }
        return parser.getText();
    }

    private boolean truth(String name, JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw wrong("\"" + name + "\" is true or false");
        };
    }

    private long revision(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT
                || parser.getBigIntegerValue().bitLength() >= Long.SIZE
                || parser.getLongValue() < 0) {
            throw wrong("\"revision\" is a number, 0 or more");
        }
        return parser.getLongValue();
    }

    private Payload binary(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("\"" + name + "\" is a text in Base64");
        }
        return Payload.of(parser.getBinaryValue());
    }

    /** The bytes as they stand in the line. */
    private Payload raw(String name, JsonParser parser) throws IOException {
        if (parser.currentToken().isStructStart()) {
            return Payload.of(EventLine.raw(line, parser));
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Payload.EMPTY;
        }
        throw wrong("\"" + name + "\" is an object or an array; others go in " + name + "Base64");
    }

    private InvalidLineException wrong(String why) {
        return fields.wrong(why);
    }
}
