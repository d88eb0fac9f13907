package dev.eventstore.server.http.stream.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.stream.payload.JsonLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes feeds, entries and events as JSON, laid out as version 5 did. Thread-safe. */
public final class JsonFeed {
    /** What stands for the time of an empty page. */
    static final String NEVER = "0001-01-01T00:00:00Z";

    private static final int ENVELOPE_BYTES = 1_024;
    private static final int ENTRY_BYTES = 1_024;

    private JsonFeed() {}

    /** Writes something into a document. */
    private interface Content {
        void write(JsonGenerator json, JsonEntries entries) throws IOException;
    }

    /** A page as a document. */
    public static byte[] bytes(Feed feed, Embed embed, Links links) {
        return document(
                expectedSize(feed, embed),
                links,
                (json, entries) -> {
                    json.writeStartObject();
                    envelope(feed, json, entries);
                    json.writeArrayFieldStart("entries");
                    for (ResolvedEvent entry : feed.entries()) {
                        entries.entry(entry, embed, feed.settling(entry));
                    }
                    json.writeEndArray();
                    json.writeEndObject();
                });
    }

    /** An entry as a document. */
    static byte[] entry(ResolvedEvent entry, Embed embed, Links links) {
        return document(ENTRY_BYTES, links, (json, entries) -> entries.entry(entry, embed));
    }

    /** An event with its data and metadata as a document. */
    static byte[] event(RecordedEvent event, Links links) {
        return document(ENTRY_BYTES, links, (json, entries) -> entries.event(event));
    }

    private static void envelope(Feed feed, JsonGenerator json, JsonEntries entries)
            throws IOException {
        json.writeStringField("title", feed.title());
        json.writeStringField("id", feed.id());
        if (feed.updated() == null) {
            json.writeStringField("updated", NEVER);
        } else {
            entries.updated(feed.updated());
        }
        if (feed.streamId() != null) {
            json.writeStringField("streamId", feed.streamId());
        }
        entries.author();
        json.writeBooleanField("headOfStream", feed.headOfStream());
        if (feed.selfUrl() != null) {
            json.writeStringField("selfUrl", feed.selfUrl());
        }
        if (feed.eTag() != null) {
            json.writeStringField("eTag", feed.eTag());
        }
        json.writeArrayFieldStart("links");
        for (Feed.Link link : feed.links()) {
            entries.link(link);
        }
        json.writeEndArray();
    }

    private static byte[] document(int expectedSize, Links links, Content content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(expectedSize);
        try (JsonGenerator json = JsonLayout.generator(out)) {
            content.write(json, new JsonEntries(json, out, links));
        } catch (IOException exception) {
            throw new UncheckedIOException("Writing to memory failed.", exception);
        }
        return out.toByteArray();
    }

    private static int expectedSize(Feed feed, Embed embed) {
        long size = ENVELOPE_BYTES + (long) ENTRY_BYTES * feed.entries().size();
        if (embed.hasBody()) {
            for (ResolvedEvent entry : feed.entries()) {
                RecordedEvent event = entry.event();
                size += event == null ? 0 : event.data().size() + event.data().size() / 4;
            }
        }
        return (int) Math.min(size, Integer.MAX_VALUE / 2);
    }
}
