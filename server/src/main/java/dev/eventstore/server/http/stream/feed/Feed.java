package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.ResolvedEvent;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of events as a feed, before it is written.
 *
 * @param title for people
 * @param id address of the stream
 * @param updated when the first event in reading order was taken, {@code null} if there is none or
 *     its target is gone
 * @param streamId the stream's name, {@code null} for everything
 * @param headOfStream whether the page ends at the newest event
 * @param selfUrl address of the stream again, {@code null} where version 5 leaves it out
 * @param eTag version of the stream, {@code null} where it is left out
 * @param links to this and other pages, in the order of version 5
 * @param entries newest first
 * @param settledAt address of the group whose consumers settle the entries, {@code null} for pages
 *     of streams and of everything
 */
public record Feed(
        String title,
        String id,
        @Nullable Instant updated,
        @Nullable String streamId,
        boolean headOfStream,
        @Nullable String selfUrl,
        @Nullable String eTag,
        List<Link> links,
        List<ResolvedEvent> entries,
        @Nullable String settledAt) {
    /** Who wrote it, always. */
    static final String AUTHOR = "EventStore";

    public Feed {
        links = List.copyOf(links);
        entries = List.copyOf(entries);
    }

    /** A page of a stream or of everything: nobody has to settle its entries. */
    public Feed(
            String title,
            String id,
            @Nullable Instant updated,
            @Nullable String streamId,
            boolean headOfStream,
            @Nullable String selfUrl,
            @Nullable String eTag,
            List<Link> links,
            List<ResolvedEvent> entries) {
        this(title, id, updated, streamId, headOfStream, selfUrl, eTag, links, entries, null);
    }

    /** Links of an entry to where it is settled, in the order of version 5; maybe none. */
    List<Link> settling(ResolvedEvent entry) {
        if (settledAt == null) {
            return List.of();
        }
        String id = entry.original().id().toString();
        return List.of(
                new Link("ack", settledAt + "/ack/" + id),
                new Link("nack", settledAt + "/nack/" + id));
    }

    /** A link of a feed. */
    public record Link(String relation, String uri) {}
}
