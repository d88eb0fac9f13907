package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.Links;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Titles and addresses of entries. An entry is named after its event; one that was reached through
 * a link, after what the link says, whether its target is still there or not. For one thread and
 * one document: it remembers the streams of a page.
 */
final class EntryNames {
    private final Links links;
    private final Map<StreamName, Parts> streams = new HashMap<>();
    private final Line title = new Line();
    private final Line address = new Line();
    private @Nullable StreamName lastStream;
    private @Nullable Parts lastParts;

    EntryNames(Links links) {
        this.links = links;
    }

    /** What is the same for all entries of one stream. */
    private static final class Parts {
        final byte[] titleEnd;
        final byte[] addressStart;

        Parts(byte[] titleEnd, byte[] addressStart) {
            this.titleEnd = titleEnd;
            this.addressStart = addressStart;
        }
    }

    /** Turns to an entry; title and address are its own from now on. */
    void turnTo(ResolvedEvent entry) {
        RecordedEvent link = entry.link();
        if (link == null) {
            RecordedEvent event = entry.original();
            name(event.revision().value(), event.stream());
        } else {
            Link target =
                    Link.parse(link.data().text())
                            .orElseGet(() -> new Link(link.revision().value(), link.stream()));
            name(target.revision(), target.stream());
        }
    }

    /** {@code 3@stream}. */
    Line title() {
        return title;
    }

    /** {@code http://host/streams/stream/3}. */
    Line address() {
        return address;
    }

    private void name(long revision, StreamName stream) {
        Parts parts = parts(stream);
        title.start().add(revision).add(parts.titleEnd);
        address.start().add(parts.addressStart).add(revision);
    }

    private Parts parts(StreamName stream) {
        if (lastParts != null && stream.equals(lastStream)) {
            return lastParts;
        }
        Parts parts = streams.computeIfAbsent(stream, this::newParts);
        lastStream = stream;
        lastParts = parts;
        return parts;
    }

    private Parts newParts(StreamName stream) {
        return new Parts(
                ("@" + stream.value()).getBytes(StandardCharsets.UTF_8),
                (links.stream(stream.value()) + "/").getBytes(StandardCharsets.UTF_8));
    }
}
