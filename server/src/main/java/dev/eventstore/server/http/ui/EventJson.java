package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Events for the pages: short, with the beginning of their data, or whole. */
final class EventJson {
    /** How much of the data is told in a list, in characters. */
    static final int PREVIEW = 400;

    /** How much is told where a list shows more than a line of each. */
    static final int PREVIEW_MAX = 4_000;

    /** The most bytes that a character has in UTF-8. */
    private static final int BYTES_PER_CHARACTER = 4;

    private EventJson() {}

    /** How much of the metadata is shown in a list, in bytes: all or nothing. */
    private static final int METADATA_MAX = 2_000;

    /** How much data that is no text a list holds to be decoded, in bytes: all or nothing. */
    private static final int BINARY_MAX = 2_000;

    /**
     * How much is told of the events of a list.
     *
     * @param characters of the data, at most
     * @param withMetadata where they are short, and text
     */
    record Extent(int characters, boolean withMetadata) {
        static final Extent SHORT = new Extent(PREVIEW, false);

        /** By the parameters {@code preview} and {@code metadata}. */
        static Extent of(Call call) throws BadRequest {
            return new Extent(
                    Parameters.count(call, "preview", 1, PREVIEW_MAX, PREVIEW),
                    Parameters.isTrue(call, "metadata"));
        }
    }

    /** Writes an event of a list. */
    static void preview(JsonGenerator json, ResolvedEvent resolved, Extent extent)
            throws IOException {
        RecordedEvent event = resolved.event() == null ? resolved.original() : resolved.event();
        json.writeStartObject();
        place(json, event);
        String start = start(event.data(), extent.characters());
        json.writeStringField("preview", start);
        json.writeBooleanField("isBinary", start == null);
        if (start == null && event.data().size() <= BINARY_MAX) {
            json.writeBinaryField("base64", event.data().bytes());
        }
        if (extent.withMetadata() && event.metadata().size() <= METADATA_MAX) {
            json.writeStringField("metadata", text(event.metadata()));
        }
        if (resolved.link() != null) {
            json.writeObjectFieldStart("link");
            place(json, resolved.link());
            json.writeEndObject();
            json.writeBooleanField("isGone", resolved.event() == null);
        }
        json.writeEndObject();
    }

    /** Writes all of an event, as a field. */
    static void whole(JsonGenerator json, String field, @Nullable RecordedEvent event)
            throws IOException {
        if (event == null) {
            json.writeNullField(field);
            return;
        }
        json.writeObjectFieldStart(field);
        place(json, event);
        payload(json, "data", event.data());
        payload(json, "metadata", event.metadata());
        json.writeEndObject();
    }

    private static void place(JsonGenerator json, RecordedEvent event) throws IOException {
        json.writeNumberField("position", event.position().value());
        json.writeStringField("stream", event.stream().value());
        json.writeNumberField("revision", event.revision().value());
        json.writeStringField("id", event.id().toString());
        json.writeStringField("type", event.type());
        json.writeBooleanField("isJson", event.isJson());
        json.writeStringField("created", event.created().toString());
        json.writeNumberField("dataSize", event.data().size());
        json.writeNumberField("metadataSize", event.metadata().size());
    }

    /** As text where it is text, so that numbers come as they were written; else in Base64. */
    private static void payload(JsonGenerator json, String field, Payload payload)
            throws IOException {
        json.writeObjectFieldStart(field);
        String text = text(payload);
        if (text == null) {
            json.writeBinaryField("base64", payload.bytes());
        } else {
            json.writeStringField("text", text);
        }
        json.writeEndObject();
    }

    private static @Nullable String text(Payload payload) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(payload.bytes()))
                    .toString();
        } catch (CharacterCodingException binary) {
            return null;
        }
    }

    /** The beginning as text, {@code null} if it is none. */
    private static @Nullable String start(Payload payload, int max) {
        byte[] bytes = payload.bytes();
        int length = Math.min(bytes.length, max * BYTES_PER_CHARACTER);
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        String start = text.substring(0, Math.min(text.length(), max));
        boolean cutInCharacter = length < bytes.length && start.length() == text.length();
        int bad = start.indexOf('\uFFFD');
        boolean isText = bad < 0 || (cutInCharacter && bad >= start.length() - BYTES_PER_CHARACTER);
        return isText && start.indexOf('\0') < 0 ? start : null;
    }
}
