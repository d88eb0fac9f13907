package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.stream.feed.AllFeed;
import dev.eventstore.server.http.stream.feed.AllPosition;
import dev.eventstore.server.http.stream.feed.Feed;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadAllResult.Page;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Answers with pages of everything; links are always followed. Thread-safe. */
final class AllPageHandler {
    private final GuardedStreams guarded;
    private final Freshness freshness;

    AllPageHandler(GuardedStreams guarded, Freshness freshness) {
        this.guarded = guarded;
        this.freshness = freshness;
    }

    /** The newest events. */
    Reply head(Call call) throws BadRequest {
        return backward(call, null, StreamPageHandler.COUNT_DEFAULT);
    }

    /** A page from new to old. */
    Reply backward(Call call) throws BadRequest {
        Optional<AllPosition> asked = PathNumbers.positionOrHead(call);
        return backward(call, asked.orElse(null), PathNumbers.countOfAll(call));
    }

    /** A page from old to new; waits for events if asked to. */
    Reply forward(Call call) throws BadRequest, InterruptedException {
        AllPosition asked = PathNumbers.position(call);
        int count = PathNumbers.countOfAll(call);
        RequestHeaders.requireMaster(call);
        Optional<Duration> patience = RequestHeaders.longPoll(call);
        if (count > PathNumbers.COUNT_MAX) {
            return Replies.tooManyEvents();
        }
        ReadAll read = new ReadAll(asked.position(), count, Direction.FORWARD, true);
        OptionalLong known = ETags.known(call, call.responseType());
        return switch (result(call, read, patience)) {
            case Page page when isKnown(known, page) -> Replies.notModified();
            case Page page -> {
                Feed feed = AllFeed.forward(page, asked, count, url(call));
                yield reply(call, feed, page, page.events().size() == count);
            }
            case ReadAllResult.PageTooLarge(int fits) -> Replies.pageTooLarge(fits);
            case ReadAllResult.AccessDenied _ -> Replies.accessDenied();
        };
    }

    private Reply backward(Call call, @Nullable AllPosition asked, int count) throws BadRequest {
        RequestHeaders.requireMaster(call);
        if (count > PathNumbers.COUNT_MAX) {
            return Replies.tooManyEvents();
        }
        Position from = asked == null ? Position.END : asked.position();
        ReadAll read = new ReadAll(from, count, Direction.BACKWARD, true);
        OptionalLong known = ETags.known(call, call.responseType());
        return switch (guarded.on(call.caller()).readAll(read)) {
            case Page page when isKnown(known, page) -> Replies.notModified();
            case Page page -> {
                Feed feed = AllFeed.backward(page, asked, count, url(call));
                boolean lasts = asked != null && asked.commit() <= page.head().next().value();
                yield reply(call, feed, page, lasts);
            }
            case ReadAllResult.PageTooLarge(int fits) -> Replies.pageTooLarge(fits);
            case ReadAllResult.AccessDenied _ -> Replies.accessDenied();
        };
    }

    private ReadAllResult result(Call call, ReadAll read, Optional<Duration> patience)
            throws InterruptedException {
        StreamOperations streams = guarded.on(call.caller());
        return patience.isEmpty()
                ? streams.readAll(read)
                : new LongPoll(call, streams::head, streams::awaitHeadAfter, patience.get())
                        .read(
                                () -> streams.readAll(read),
                                result ->
                                        result instanceof Page page
                                                && page.events().isEmpty()
                                                && page.isEnd());
    }

    private static boolean isKnown(OptionalLong known, Page page) {
        return known.isPresent() && known.getAsLong() == page.head().value();
    }

    private static String url(Call call) {
        return call.links().stream(SystemStreams.ALL.value());
    }

    private Reply reply(Call call, Feed feed, Page page, boolean lasts) {
        MediaType type = call.responseType();
        Reply reply = FeedDocuments.reply(call, type, SystemStreams.ALL, feed);
        return lasts
                ? freshness.lasting(reply, SystemStreams.ALL)
                : freshness.changing(
                        reply, SystemStreams.ALL, page.metadata(), page.head().value(), type);
    }
}
