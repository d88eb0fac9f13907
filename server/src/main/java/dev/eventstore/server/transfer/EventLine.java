package dev.eventstore.server.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** An event as a line of JSON, as exports have it. One thread at a time. */
public final class EventLine {
    static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** The line with its end. */
    public byte[] of(RecordedEvent event) throws IOException {
        line.reset();
        try (JsonGenerator out = JSON.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("stream", event.stream().value());
            out.writeNumberField("revision", event.revision().value());
            out.writeStringField("id", event.id().toString());
            out.writeStringField("type", event.type());
            out.writeStringField("created", event.created().toString());
            out.writeBooleanField("isJson", event.isJson());
            write(out, "data", event.data());
            write(out, "metadata", event.metadata());
            out.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void write(JsonGenerator out, String name, Payload payload) throws IOException {
        if (payload.isEmpty()) {
            return;
        }
        byte[] bytes = payload.bytes();
        if (isOneLineOfJson(bytes)) {
            out.writeFieldName(name);
            out.writeRawValue(new String(bytes, StandardCharsets.UTF_8));
        } else {
            out.writeFieldName(name + "Base64");
            out.writeBinary(bytes);
        }
    }

    /** Whether the bytes can stand in a line as they are, and be found again in it. */
    static boolean isOneLineOfJson(byte[] bytes) {
        byte first = bytes[0];
        byte last = bytes[bytes.length - 1];
        boolean isNested = (first == '{' && last == '}') || (first == '[' && last == ']');
        if (!isNested) {
            return false;
        }
        for (byte each : bytes) {
            if (each == '\n' || each == '\r') {
                return false;
            }
        }
        try (JsonParser parser = JSON.createParser(bytes)) {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            parser.nextToken();
            parser.skipChildren();
            return parser.nextToken() == null;
        } catch (CharacterCodingException notText) {
            return false;
        } catch (IOException notJson) {
            return false;
        }
    }

    /** The bytes of an object or array as they stand in a line. */
    static byte[] raw(byte[] line, JsonParser parser) throws IOException {
        int begin = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        int end = Math.toIntExact(parser.currentLocation().getByteOffset());
        return Arrays.copyOfRange(line, begin, end);
    }
}
