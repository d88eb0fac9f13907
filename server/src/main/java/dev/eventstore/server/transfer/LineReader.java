package dev.eventstore.server.transfer;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.TakeOver;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads one line. Used once. */
final class LineReader {
    private final byte[] line;
    private final long number;
    private @Nullable String stream;
    private @Nullable String type;
    private @Nullable UUID id;
    private @Nullable Instant created;
    private @Nullable Long revision;
    private boolean isJson = true;
    private Payload data = Payload.EMPTY;
    private Payload metadata = Payload.EMPTY;

    /**
     * Makes a reader.
     *
     * @param number of the line, for messages
     */
    LineReader(byte[] line, long number) {
        this.line = line;
        this.number = number;
    }

    TakeOver read(InstantSource clock, Supplier<UUID> ids) throws InvalidLineException {
        try (JsonParser parser = EventLine.JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("an event is a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                readField(name, parser);
            }
            return event(clock, ids);
        } catch (InvalidLineException wrong) {
            throw wrong;
        } catch (IOException notJson) {
            throw wrong(
                    "is no JSON: "
                            + String.valueOf(notJson.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private TakeOver event(InstantSource clock, Supplier<UUID> ids) throws InvalidLineException {
        if (stream == null) {
            throw wrong("\"stream\" is missing");
        }
        if (type == null || type.isEmpty()) {
            throw wrong("\"type\" is missing");
        }
        if ((long) data.size() + metadata.size() > Append.EVENT_BYTES_MAX) {
            throw wrong("the event is larger than " + Append.EVENT_BYTES_MAX + " bytes");
        }
        RecordedEvent event =
                new RecordedEvent(
                        Position.START,
                        streamName(stream),
                        Revision.of(revision == null ? 0 : revision),
                        id == null ? ids.get() : id,
                        type,
                        isJson,
                        created == null ? clock.instant() : created,
                        data,
                        metadata);
        return new TakeOver(event, revision == null);
    }

    private void readField(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "stream" -> stream = text(name, parser);
            case "type" -> type = text(name, parser);
            case "id" -> id = id(text(name, parser));
            case "created" -> created = time(text(name, parser));
            case "revision" -> revision = revision(parser);
            case "isJson" -> isJson = truth(name, parser);
            case "data" -> data = raw(name, parser);
            case "metadata" -> metadata = raw(name, parser);
            case "dataBase64" -> data = binary(name, parser);
            case "metadataBase64" -> metadata = binary(name, parser);
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

    private UUID id(String text) throws InvalidLineException {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException none) {
            throw wrong("\"id\" is a UUID");
        }
    }

    private Instant time(String text) throws InvalidLineException {
        try {
            return Instant.parse(text);
        } catch (DateTimeException none) {
            throw wrong("\"created\" is a time such as 2026-01-01T00:00:00Z");
        }
    }

    private StreamName streamName(String text) throws InvalidLineException {
        try {
            return StreamName.of(text);
        } catch (IllegalArgumentException none) {
            throw wrong("\"stream\" is no name of a stream: " + none.getMessage());
        }
    }

    private Payload binary(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw wrong("\"" + name + "\" is a text in Base64");
        }
        return Payload.of(parser.getBinaryValue());
    }

    /** The bytes as they stand in the line. */
    private Payload raw(String name, JsonParser parser) throws IOException {
        if (!parser.currentToken().isStructStart()) {
            if (parser.currentToken() == JsonToken.VALUE_NULL) {
                return Payload.EMPTY;
            }
            throw wrong(
                    "\"" + name + "\" is an object or an array; others go in " + name + "Base64");
        }
        int begin = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        int end = Math.toIntExact(parser.currentLocation().getByteOffset());
        return Payload.of(Arrays.copyOfRange(line, begin, end));
    }

    private InvalidLineException wrong(String why) {
        return new InvalidLineException(number, why);
    }
}
