package dev.eventstore.server.http.stream.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.http.stream.payload.JsonLayout;
import dev.eventstore.server.http.stream.payload.LaxJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The data of one event as a JSON document. */
final class JsonData {
    private JsonData() {}

    /** The data as it was stored if it is JSON, else as one JSON string. */
    static byte[] bytes(RecordedEvent event) {
        byte[] data = event.data().bytes();
        byte @Nullable [] value = event.isJson() && !isNull(data) ? LaxJson.strict(data) : null;
        if (value != null) {
            return value;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(data.length + data.length / 8 + 16);
        try (JsonGenerator json = JsonLayout.generator(out)) {
            json.writeString(event.data().text());
        } catch (IOException exception) {
            throw new UncheckedIOException("Writing to memory failed.", exception);
        }
        return out.toByteArray();
    }

    /** Answers whether data is the literal, which version 5 shows as a string. */
    static boolean isNull(byte[] data) {
        return data.length == 4
                && data[0] == 'n'
                && data[1] == 'u'
                && data[2] == 'l'
                && data[3] == 'l';
    }
}
