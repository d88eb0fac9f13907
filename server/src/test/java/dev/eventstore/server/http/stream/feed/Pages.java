package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamMetadata;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events and pages made by hand. */
final class Pages {
    static final StreamName STREAM = StreamName.of("cinema 7");
    static final String URL = "http://h:1/streams/cinema%207";
    static final Links LINKS = Links.of(new Links.Origin("http", "h", 1), _ -> null, "/");
    static final UUID ID = UUID.fromString("6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01");

    private Pages() {}

    static RecordedEvent json(StreamName stream, long revision, String data, String metadata) {
        return event(stream, revision, "seatBooked", true, data, metadata);
    }

    static RecordedEvent event(
            StreamName stream,
            long revision,
            String type,
            boolean isJson,
            String data,
            String metadata) {
        return new RecordedEvent(
                Position.of(revision + 1),
                stream,
                Revision.of(revision),
                ID,
                type,
                isJson,
                Instant.parse("2030-01-02T03:04:05Z").plusSeconds(revision),
                Payload.of(data),
                Payload.of(metadata));
    }

    static RecordedEvent link(long revision, String data, String metadata) {
        return event(StreamName.of("links"), revision, "$>", false, data, metadata);
    }

    /** A page of {@link #STREAM} that holds these revisions, in reading order. */
    static ReadStreamResult.Page page(long head, boolean isEnd, long... revisions) {
        return page(StreamMetadata.NONE, head, isEnd, revisions);
    }

    static ReadStreamResult.Page page(
            StreamMetadata metadata, long head, boolean isEnd, long... revisions) {
        long from = revisions.length == 0 ? -1 : revisions[0];
        return new ReadStreamResult.Page(
                STREAM, from, events(revisions), -1, head, isEnd, metadata);
    }

    /** A page of everything that holds these positions, in reading order. */
    static ReadAllResult.Page all(
            long next, long previous, long head, boolean isEnd, long... positions) {
        long[] revisions = new long[positions.length];
        for (int i = 0; i < positions.length; i++) {
            revisions[i] = positions[i] - 1;
        }
        return new ReadAllResult.Page(
                Position.of(previous),
                events(revisions),
                Position.of(next),
                Position.of(previous),
                Position.of(head),
                isEnd,
                StreamMetadata.NONE);
    }

    /** {@code relation path} of each link, without what all of them begin with. */
    static List<String> links(Feed feed) {
        return feed.links().stream()
                .map(link -> link.relation() + " " + link.uri().substring(feed.id().length()))
                .toList();
    }

    private static List<ResolvedEvent> events(long... revisions) {
        List<ResolvedEvent> events = new ArrayList<>();
        for (long revision : revisions) {
            events.add(ResolvedEvent.of(json(STREAM, revision, "{}", "")));
        }
        return events;
    }
}
