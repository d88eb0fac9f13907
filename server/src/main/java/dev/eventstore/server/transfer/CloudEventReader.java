package dev.eventstore.server.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.eventstore.server.event.Payload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads a CloudEvent in its JSON format, version 1.0, into the fields of a line. What {@link
 * CloudEventLine} wrote comes back as it was. Of others, the stream is the subject, or else the
 * source; an id that is no UUID becomes one, the same each time; attributes that an event has no
 * place for are its metadata. Used once.
 */
final class CloudEventReader {
    private static final byte[] MARK = "\"specversion\"".getBytes(StandardCharsets.UTF_8);
    private static final String VERSION = "1.0";

    private final byte[] line;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private @Nullable Payload data;
    private boolean isText;

    CloudEventReader(byte[] line) {
        this.line = line;
    }

    /** Answers whether a line is a CloudEvent. */
    static boolean isOne(byte[] line) {
        if (!has(line, MARK)) {
            return false;
        }
        try (JsonParser parser = EventLine.JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                if (parser.currentName().equals("specversion")) {
                    return true;
                }
                parser.nextToken();
                parser.skipChildren();
            }
            return false;
        } catch (IOException notJson) {
            return false;
        }
    }

    private static boolean has(byte[] line, byte[] part) {
        for (int at = 0; at <= line.length - part.length; at++) {
            if (line[at] == '"'
                    && Arrays.equals(line, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Reads it.
     *
     * @throws InvalidLineException if it lacks something
     * @throws IOException if it is no JSON
     */
    LineFields read(LineFields fields) throws IOException {
        try (JsonParser parser = EventLine.JSON.createParser(line)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                parser.nextToken();
                readField(name, parser, fields);
            }
        }
        if (!VERSION.equals(attributes.remove("specversion"))) {
            throw fields.wrong("\"specversion\" is not " + VERSION);
        }
        fields.type(attributes.remove("type"));
        fields.created(attributes.remove("time"));
        readContent(fields);
        readPlace(fields);
        readMetadata(fields);
        return fields;
    }

    private void readField(String name, JsonParser parser, LineFields fields) throws IOException {
        switch (name) {
            case "data" -> {
                isText = parser.currentToken() == JsonToken.VALUE_STRING;
                data = Payload.of(value(parser));
            }
            case "data_base64" -> data = Payload.of(parser.getBinaryValue());
            default -> {
                if (parser.currentToken().isStructStart()) {
                    throw fields.wrong("\"" + name + "\" is no attribute: it is not a text");
                }
                attributes.put(name, parser.getText());
            }
        }
    }

    /** The bytes of a value: objects and arrays as they stand in the line. */
    private byte[] value(JsonParser parser) throws IOException {
        if (parser.currentToken().isStructStart()) {
            return EventLine.raw(line, parser);
        }
        String text = parser.getText();
        String json =
                parser.currentToken() == JsonToken.VALUE_STRING
                        ? '"'
                                + new String(JsonStringEncoder.getInstance().quoteAsString(text))
                                + '"'
                        : parser.currentToken() == JsonToken.VALUE_NULL ? "" : text;
        return json.getBytes(StandardCharsets.UTF_8);
    }

    private void readContent(LineFields fields) throws IOException {
        String type = attributes.remove("datacontenttype");
        boolean isJson = type == null || type.contains("json");
        Payload content = data == null ? Payload.EMPTY : data;
        if (isText && !isJson) {
            try (JsonParser parser = EventLine.JSON.createParser(content.bytes())) {
                parser.nextToken();
                content = Payload.of(parser.getText());
            }
        }
        fields.isJson(isJson);
        fields.data(content);
    }

    private void readPlace(LineFields fields) throws InvalidLineException {
        String source = attributes.getOrDefault("source", "");
        String id = attributes.getOrDefault("id", "");
        if (id.isEmpty()) {
            throw fields.wrong("\"id\" is missing");
        }
        fields.id(uuid(source, id));
        String stream = attributes.remove("stream");
        String revision = attributes.remove("revision");
        if (stream == null) {
            fields.stream(attributes.getOrDefault("subject", source));
        } else {
            fields.stream(stream);
            fields.revision(revision);
            attributes.remove("source");
            attributes.remove("id");
        }
    }

    private UUID uuid(String source, String id) {
        try {
            UUID given = UUID.fromString(id);
            attributes.remove("id");
            return given;
        } catch (IllegalArgumentException none) {
            return UUID.nameUUIDFromBytes((source + ' ' + id).getBytes(StandardCharsets.UTF_8));
        }
    }

    private void readMetadata(LineFields fields) throws IOException {
        String own = attributes.remove(CloudEventLine.METADATA);
        if (own != null) {
            fields.metadata(Payload.of(own));
        } else if (!attributes.isEmpty()) {
            var bytes = new ByteArrayOutputStream();
            try (JsonGenerator out = EventLine.JSON.createGenerator(bytes)) {
                out.writeStartObject();
                for (Map.Entry<String, String> each : attributes.entrySet()) {
                    out.writeStringField(each.getKey(), each.getValue());
                }
                out.writeEndObject();
            }
            fields.metadata(Payload.of(bytes.toByteArray()));
        }
    }
}
