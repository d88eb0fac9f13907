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
        List<ResolvedEvent> entries) {
    /** Who wrote it, always. */
    static final String AUTHOR = "EventStore";

    public Feed {
        links = List.copyOf(links);
        entries = List.copyOf(entries);
    }

    /** A link of a feed. */
    public record Link(String relation, String uri) {}
}
