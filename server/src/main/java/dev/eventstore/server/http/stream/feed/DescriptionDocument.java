package dev.eventstore.server.http.stream.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.UriText;
import dev.eventstore.server.http.stream.payload.JsonLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Tells a client in which forms a stream can be had. */
public final class DescriptionDocument {
    private static final String DESCRIPTION =
            "This document is shown because no other form of the stream was asked for: name one of"
                    + " the supported content types in the Accept header.";

    private DescriptionDocument() {}

    /**
     * The document of a stream.
     *
     * @param groups names of its persistent subscriptions
     */
    public static byte[] bytes(StreamName stream, List<String> groups) {
        String name = UriText.escape(stream.value());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonLayout.generator(out)) {
            json.writeStartObject();
            json.writeStringField("title", "Description document for '" + stream.value() + "'");
            json.writeStringField("description", DESCRIPTION);
            json.writeObjectFieldStart("_links");
            json.writeFieldName("self");
            link(json, "/streams/" + name, MediaType.STREAM_DESCRIPTION);
            json.writeFieldName("stream");
            link(json, "/streams/" + name, MediaType.ATOM_XML, MediaType.ATOM_JSON);
            if (!groups.isEmpty()) {
                subscriptions(json, stream, groups);
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException exception) {
            throw new UncheckedIOException("Writing to memory failed.", exception);
        }
        return out.toByteArray();
    }

    private static void subscriptions(JsonGenerator json, StreamName stream, List<String> groups)
            throws IOException {
        json.writeArrayFieldStart("streamSubscription");
        for (String group : groups) {
            // Version 5 does not escape these.
            String path = "/subscriptions/" + stream.value() + "/" + group;
            link(json, path, MediaType.COMPETING_XML, MediaType.COMPETING_JSON);
        }
        json.writeEndArray();
    }

    private static void link(JsonGenerator json, String path, MediaType... types)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("href", path);
        json.writeArrayFieldStart("supportedContentTypes");
        for (MediaType type : types) {
            json.writeString(type.toString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
