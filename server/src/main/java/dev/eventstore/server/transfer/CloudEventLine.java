package dev.eventstore.server.transfer;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * An event as a CloudEvent on a line, in the JSON format of version 1.0. The extensions {@code
 * stream}, {@code revision} and {@code esmetadata} have what CloudEvents have no place for. One
 * thread at a time.
 */
public final class CloudEventLine {
    static final String METADATA = "esmetadata";

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    /** The line with its end. */
    public byte[] of(RecordedEvent event) throws IOException {
        line.reset();
        try (JsonGenerator out = EventLine.JSON.createGenerator(line)) {
            out.writeStartObject();
            out.writeStringField("specversion", "1.0");
            out.writeStringField("id", event.id().toString());
            out.writeStringField("source", source(event));
            out.writeStringField("type", event.type());
            out.writeStringField("time", event.created().toString());
            out.writeStringField("stream", event.stream().value());
            // Numbers of attributes have 32 bits only.
            out.writeStringField("revision", Long.toString(event.revision().value()));
            if (!event.metadata().isEmpty() && isText(event.metadata())) {
                out.writeStringField(METADATA, event.metadata().text());
            }
            writeData(out, event);
            out.writeEndObject();
        }
        line.write('\n');
        return line.toByteArray();
    }

    private static void writeData(JsonGenerator out, RecordedEvent event) throws IOException {
        Payload data = event.data();
        out.writeStringField(
                "datacontenttype",
                event.isJson() ? "application/json" : "application/octet-stream");
        if (data.isEmpty()) {
            return;
        }
        if (event.isJson() && EventLine.isOneLineOfJson(data.bytes())) {
            out.writeFieldName("data");
            out.writeRawValue(data.text());
        } else {
            out.writeFieldName("data_base64");
            out.writeBinary(data.bytes());
        }
    }

    private static String source(RecordedEvent event) {
        String name = URLEncoder.encode(event.stream().value(), StandardCharsets.UTF_8);
        return "/streams/" + name.replace("+", "%20");
    }

    private static boolean isText(Payload payload) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload.bytes()));
            return true;
        } catch (CharacterCodingException binary) {
            return false;
        }
    }
}
