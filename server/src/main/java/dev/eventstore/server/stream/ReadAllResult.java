package dev.eventstore.server.stream;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import java.util.List;

/** What came of reading a page of everything. */
public sealed interface ReadAllResult {
    /**
     * A page.
     *
     * @param from where the page starts; never behind the position after the head
     * @param events in reading order
     * @param next where the next page starts in the same direction: behind the last event that was
     *     looked at, wanted or not
     * @param previous where a page in the other direction starts, so that it meets this one
     * @param head the newest position at the time of reading
     * @param isEnd whether nothing more lies in the direction of reading at this moment
     * @param metadata the metadata in force for {@code $all}
     */
    record Page(
            Position from,
            List<ResolvedEvent> events,
            Position next,
            Position previous,
            Position head,
            boolean isEnd,
            StreamMetadata metadata)
            implements ReadAllResult {
        public Page {
            events = List.copyOf(events);
        }
    }

    /** The caller may not read everything, or not the target of a link on the page. */
    record AccessDenied() implements ReadAllResult {}

    /**
     * The events of the page have more than {@link ReadStream#PAGE_BYTES_MAX} bytes together.
     *
     * @param fits how many events fit; ask for fewer than that
     */
    record PageTooLarge(int fits) implements ReadAllResult {}
}
