package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.stream.ReadStreamResult.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes feeds of the pages of a stream. The numbers in links come from the window that was asked
 * for, not from the events that were found in it.
 */
public final class StreamFeed {
    private StreamFeed() {}

    /**
     * What was asked for.
     *
     * @param from the first revision wanted, −1 for the newest
     * @param count how many revisions
     */
    public record Window(long from, int count) {
        /** Stands for the newest event. */
        public static final long HEAD = -1;

        /** Answers whether the newest events were asked for, whatever their numbers. */
        public boolean isHead() {
            return from == HEAD;
        }

        /** The newest revision of a forward window. */
        public long lastRevision() {
            return from > Long.MAX_VALUE - count ? Long.MAX_VALUE - 1 : from + count - 1;
        }
    }

    /**
     * A page that goes from new to old.
     *
     * @param url address of the stream
     * @param eTag version of the stream for a head page, {@code null} otherwise
     */
    public static Feed backward(Page page, Window window, String url, @Nullable String eTag) {
        long from = window.from();
        if (window.isHead() && page.metadata().firstVisible(page.head()) <= page.head()) {
            from = page.head();
        }
        int count = window.count();
        List<Feed.Link> links = new ArrayList<>();
        links.add(new Feed.Link("self", url));
        links.add(new Feed.Link("first", url + "/head/backward/" + count));
        if (!page.isEnd()) {
            links.add(new Feed.Link("last", url + "/0/forward/" + count));
            links.add(new Feed.Link("next", url + "/" + (from - count) + "/backward/" + count));
        }
        long newer = Math.min(from, page.head()) + 1;
        links.add(new Feed.Link("previous", url + "/" + newer + "/forward/" + count));
        links.add(new Feed.Link("metadata", url + "/metadata"));
        return new Feed(
                title(page),
                url,
                updated(page.events()),
                page.stream().value(),
                window.isHead(),
                url,
                window.isHead() ? eTag : null,
                links,
                page.events());
    }

    /**
     * A page that goes from old to new.
     *
     * @param url address of the stream
     */
    public static Feed forward(Page page, Window window, String url) {
        int count = window.count();
        List<Feed.Link> links = new ArrayList<>();
        links.add(new Feed.Link("self", url));
        links.add(new Feed.Link("first", url + "/head/backward/" + count));
        if (window.from() > 0) {
            links.add(new Feed.Link("last", url + "/0/forward/" + count));
            long older = window.from() - 1;
            links.add(new Feed.Link("next", url + "/" + older + "/backward/" + count));
        }
        if (!page.events().isEmpty() || !page.isEnd()) {
            long newer = Math.min(window.lastRevision(), page.head()) + 1;
            links.add(new Feed.Link("previous", url + "/" + newer + "/forward/" + count));
        }
        links.add(new Feed.Link("metadata", url + "/metadata"));
        return new Feed(
                title(page),
                url,
                updated(page.events()),
                page.stream().value(),
                page.isEnd(),
                null,
                null,
                links,
                page.events().reversed());
    }

    static @Nullable Instant updated(List<ResolvedEvent> events) {
        if (events.isEmpty()) {
            return null;
        }
        RecordedEvent event = events.getFirst().event();
        return event == null ? null : event.created();
    }

    private static String title(Page page) {
        return "Event stream '" + page.stream().value() + "'";
    }
}
