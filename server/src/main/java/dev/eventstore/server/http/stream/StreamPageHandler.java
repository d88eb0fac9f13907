package dev.eventstore.server.http.stream;

import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.stream.feed.Feed;
import dev.eventstore.server.http.stream.feed.StreamFeed;
import dev.eventstore.server.http.stream.feed.StreamFeed.Window;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.ReadStreamResult.Page;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Answers with pages of one stream, metastreams included. Thread-safe. */
public final class StreamPageHandler {
    /** How many events a page has if the address does not say. */
    static final int COUNT_DEFAULT = 20;

    private final GuardedStreams guarded;
    private final Freshness freshness;

    StreamPageHandler(GuardedStreams guarded, Freshness freshness) {
        this.guarded = guarded;
        this.freshness = freshness;
    }

    /** The newest events. */
    public Reply head(Call call, StreamName stream) throws BadRequest, InterruptedException {
        Window newest = new Window(Window.HEAD, COUNT_DEFAULT);
        return page(call, stream, feedType(call), newest, Direction.BACKWARD);
    }

    /** A page from new to old. */
    public Reply backward(Call call, StreamName stream) throws BadRequest, InterruptedException {
        return backward(call, stream, feedType(call));
    }

    /** A page from new to old, in a certain form. */
    Reply backward(Call call, StreamName stream, MediaType type)
            throws BadRequest, InterruptedException {
        Window window = new Window(PathNumbers.revisionOrHead(call), PathNumbers.count(call));
        return page(call, stream, type, window, Direction.BACKWARD);
    }

    /** A page from old to new; waits for events if asked to. */
    public Reply forward(Call call, StreamName stream) throws BadRequest, InterruptedException {
        Window window = new Window(PathNumbers.revision(call), PathNumbers.count(call));
        return page(call, stream, call.responseType(), window, Direction.FORWARD);
    }

    /** A description is nothing that a page could be written as. */
    private static MediaType feedType(Call call) {
        return call.responseType().equals(MediaType.STREAM_DESCRIPTION)
                ? MediaType.ATOM_JSON
                : call.responseType();
    }

    private Reply page(
            Call call, StreamName stream, MediaType type, Window window, Direction direction)
            throws BadRequest, InterruptedException {
        boolean resolveLinks = RequestHeaders.resolveLinks(call);
        RequestHeaders.requireMaster(call);
        Optional<Duration> patience =
                direction == Direction.FORWARD ? RequestHeaders.longPoll(call) : Optional.empty();
        if (window.count() > PathNumbers.COUNT_MAX) {
            return Replies.tooManyEvents();
        }
        Revision from = window.isHead() ? Revision.MAX : Revision.of(window.from());
        ReadStream read = new ReadStream(stream, from, window.count(), direction, resolveLinks);
        OptionalLong known = ETags.known(call, type);
        return switch (result(call, read, patience)) {
            case Page page when isKnown(known, page.head()) -> Replies.notModified();
            case Page page when direction == Direction.FORWARD -> forward(call, type, window, page);
            case Page page -> backward(call, type, window, page);
            case ReadStreamResult.NoStream(StreamName _, long head) when isKnown(known, head) ->
                    Replies.notModified();
            case ReadStreamResult.NoStream _ -> Replies.notFound();
            case ReadStreamResult.StreamDeleted _ -> Replies.deleted();
            case ReadStreamResult.PageTooLarge(StreamName _, int fits) ->
                    Replies.pageTooLarge(fits);
            case ReadStreamResult.AccessDenied _ -> Replies.accessDenied();
        };
    }

    private ReadStreamResult result(Call call, ReadStream read, Optional<Duration> patience)
            throws InterruptedException {
        StreamOperations streams = guarded.on(call.caller());
        return patience.isEmpty()
                ? streams.readStream(read)
                : new LongPoll(
                                call,
                                streams::head,
                                (seen, left) -> streams.awaitAppendTo(read.stream(), seen, left),
                                patience.get())
                        .read(
                                () -> streams.readStream(read),
                                result -> liesBehind(read.from(), result));
    }

    /** Answers whether a page begins where nothing is yet, but may be soon. */
    private static boolean liesBehind(Revision from, ReadStreamResult result) {
        return switch (result) {
            case Page page -> from.value() > page.head();
            case ReadStreamResult.NoStream none -> from.value() > none.head();
            case ReadStreamResult.StreamDeleted _,
                    ReadStreamResult.PageTooLarge _,
                    ReadStreamResult.AccessDenied _ ->
                    false;
        };
    }

    private static boolean isKnown(OptionalLong known, long head) {
        return known.isPresent() && known.getAsLong() == head;
    }

    private Reply backward(Call call, MediaType type, Window window, Page page) {
        String url = call.links().stream(page.stream().value());
        Feed feed = StreamFeed.backward(page, window, url, ETags.member(page.head()));
        Reply reply = FeedDocuments.reply(call, type, page.stream(), feed);
        boolean lasts = !window.isHead() && window.from() <= page.head();
        return marked(reply, page, type, lasts);
    }

    private Reply forward(Call call, MediaType type, Window window, Page page) {
        String url = call.links().stream(page.stream().value());
        Feed feed = StreamFeed.forward(page, window, url);
        Reply reply = FeedDocuments.reply(call, type, page.stream(), feed);
        return marked(reply, page, type, window.lastRevision() <= page.head());
    }

    private Reply marked(Reply reply, Page page, MediaType type, boolean lasts) {
        return lasts
                ? freshness.lasting(reply, page.stream())
                : freshness.changing(reply, page.stream(), page.metadata(), page.head(), type);
    }
}
