package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.stream.ReadAllResult.Page;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Makes feeds of the pages of everything. Where a link leads back to the place that was asked for,
 * it says so in the same digits. Two places are told apart from others at the same position by
 * their second half, as in version 5: the end as a head page saw it ({@code 0}), and the place in
 * front of an empty page (the greatest number).
 */
public final class AllFeed {
    private static final String TITLE = "All events";

    private AllFeed() {}

    /**
     * A page that goes from new to old.
     *
     * @param asked where it was to start, {@code null} for the newest event
     * @param count how many events at most
     * @param url address of everything
     */
    public static Feed backward(Page page, @Nullable AllPosition asked, int count, String url) {
        List<Feed.Link> links = new ArrayList<>();
        links.add(new Feed.Link("self", url));
        links.add(new Feed.Link("first", url + "/head/backward/" + count));
        if (page.events().size() == count) {
            links.add(last(url, count));
            links.add(backward("next", AllPosition.of(page.next()), url, count));
        }
        AllPosition newer =
                asked == null ? new AllPosition(page.previous().value(), 0) : echo(page, asked);
        links.add(forward("previous", newer, url, count));
        links.add(new Feed.Link("metadata", url + "/metadata"));
        return feed(page, url, links, false);
    }

    /**
     * A page that goes from old to new; parameters as in {@link #backward(Page, AllPosition, int,
     * String)}.
     */
    public static Feed forward(Page page, AllPosition asked, int count, String url) {
        List<Feed.Link> links = new ArrayList<>();
        links.add(new Feed.Link("self", url));
        links.add(new Feed.Link("first", url + "/head/backward/" + count));
        if (asked.commit() != 0) {
            links.add(last(url, count));
            AllPosition older =
                    page.events().isEmpty()
                            ? new AllPosition(page.previous().value(), Long.MAX_VALUE)
                            : echo(page, asked);
            links.add(backward("next", older, url, count));
        }
        if (!page.events().isEmpty() || !page.isEnd()) {
            links.add(forward("previous", AllPosition.of(page.next()), url, count));
        }
        links.add(new Feed.Link("metadata", url + "/metadata"));
        return feed(page, url, links, true);
    }

    /** The place that was asked for, unless it lay behind the end. */
    private static AllPosition echo(Page page, AllPosition asked) {
        return page.previous().equals(asked.position()) ? asked : AllPosition.of(page.previous());
    }

    private static Feed.Link last(String url, int count) {
        return forward("last", AllPosition.START, url, count);
    }

    private static Feed.Link forward(String relation, AllPosition from, String url, int count) {
        return new Feed.Link(relation, url + "/" + from.text() + "/forward/" + count);
    }

    private static Feed.Link backward(String relation, AllPosition from, String url, int count) {
        return new Feed.Link(relation, url + "/" + from.text() + "/backward/" + count);
    }

    private static Feed feed(Page page, String url, List<Feed.Link> links, boolean isForward) {
        return new Feed(
                TITLE,
                url,
                StreamFeed.updated(isForward ? page.events().reversed() : page.events()),
                null,
                false,
                null,
                null,
                links,
                isForward ? page.events().reversed() : page.events());
    }
}
