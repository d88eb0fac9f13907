package dev.eventstore.server.http.stream;

import static dev.eventstore.server.http.routing.AccessLevel.ANYONE;
import static dev.eventstore.server.http.routing.AccessLevel.AUTHENTICATED;
import static dev.eventstore.server.http.routing.MediaTypes.ANY;
import static dev.eventstore.server.http.routing.MediaTypes.IN_ATOM;
import static dev.eventstore.server.http.routing.MediaTypes.IN_ONE;
import static dev.eventstore.server.http.routing.MediaTypes.OUT_EVENT;
import static dev.eventstore.server.http.routing.MediaTypes.OUT_FEED;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.stream.feed.DescriptionDocument;
import dev.eventstore.server.security.GuardedStreams;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The routes under {@code /streams}. Forward pages are open to anyone at the door, as in version 5;
 * the access list of the stream still counts.
 */
public final class StreamRoutes {
    private static final String STREAM = "/streams/{stream}";
    private static final String METADATA = STREAM + "/metadata";
    private static final String ALL = "/streams/$all";

    private final Function<StreamName, List<String>> groups;
    private final AppendHandler appends;
    private final DeleteHandler deletes;
    private final StreamPageHandler pages;
    private final AllPageHandler allPages;
    private final EventHandler events;

    /**
     * @param streams gives each caller the streams as he may use them
     * @param groups names of the persistent subscriptions of a stream
     * @param isCachingDisabled whether replies tell caches to keep nothing
     */
    public StreamRoutes(
            GuardedStreams streams,
            Function<StreamName, List<String>> groups,
            boolean isCachingDisabled) {
        Freshness freshness = new Freshness(streams, isCachingDisabled);
        this.groups = groups;
        this.appends = new AppendHandler(streams, UUID::randomUUID);
        this.deletes = new DeleteHandler(streams);
        this.pages = new StreamPageHandler(streams, freshness);
        this.allPages = new AllPageHandler(streams, freshness);
        this.events = new EventHandler(streams, freshness);
    }

    /** What answers with pages, for routes elsewhere that show a stream too. */
    public StreamPageHandler pages() {
        return pages;
    }

    /** All routes. */
    public List<Route> routes() {
        return List.of(
                Route.post(STREAM, AUTHENTICATED, IN_ATOM, IN_ATOM, appends::append),
                Route.delete(STREAM, AUTHENTICATED, IN_ATOM, deletes::delete),
                Route.post(
                        STREAM + "/incoming/{id}",
                        AUTHENTICATED,
                        IN_ONE,
                        IN_ONE,
                        appends::appendUnderId),
                Route.get(STREAM + "/", AUTHENTICATED, ANY, Redirect::withoutSlash),
                Route.post(STREAM + "/", AUTHENTICATED, null, ANY, Redirect::withoutSlash),
                Route.delete(STREAM + "/", AUTHENTICATED, ANY, Redirect::withoutSlash),
                Route.get(STREAM, AUTHENTICATED, OUT_FEED, this::head),
                Route.get(STREAM + "/{event}", AUTHENTICATED, OUT_EVENT, events::event),
                Route.get(STREAM + "/{event}/{count}", AUTHENTICATED, OUT_FEED, this::backward),
                Route.get(
                        STREAM + "/{event}/backward/{count}",
                        AUTHENTICATED,
                        OUT_FEED,
                        this::backward),
                Route.get(
                        STREAM + "/{event}/forward/{count}",
                        ANYONE,
                        OUT_FEED,
                        call -> pages.forward(call, PathNumbers.stream(call))),
                Route.post(METADATA, AUTHENTICATED, IN_ATOM, IN_ATOM, appends::writeMetadata),
                Route.post(METADATA + "/", AUTHENTICATED, null, ANY, Redirect::withoutSlash),
                Route.get(METADATA, AUTHENTICATED, OUT_EVENT, events::metadata),
                Route.get(METADATA + "/", AUTHENTICATED, ANY, Redirect::withoutSlash),
                Route.get(METADATA + "/{event}", AUTHENTICATED, OUT_EVENT, events::metadataEvent),
                Route.get(
                        METADATA + "/{event}/{count}",
                        AUTHENTICATED,
                        OUT_FEED,
                        this::metadataBackward),
                Route.get(
                        METADATA + "/{event}/backward/{count}",
                        AUTHENTICATED,
                        OUT_FEED,
                        this::metadataBackward),
                Route.get(
                        METADATA + "/{event}/forward/{count}",
                        ANYONE,
                        OUT_FEED,
                        call -> pages.forward(call, PathNumbers.metastream(call))),
                Route.get(ALL + "/", AUTHENTICATED, ANY, Redirect::withoutSlash),
                Route.get(ALL, AUTHENTICATED, OUT_FEED, allPages::head),
                Route.get(ALL + "/{position}/{count}", AUTHENTICATED, OUT_FEED, allPages::backward),
                Route.get(
                        ALL + "/{position}/backward/{count}",
                        AUTHENTICATED,
                        OUT_FEED,
                        allPages::backward),
                Route.get(
                        ALL + "/{position}/forward/{count}", ANYONE, OUT_FEED, allPages::forward));
    }

    private Reply head(Call call) throws BadRequest, InterruptedException {
        StreamName stream = PathNumbers.stream(call);
        return isDescriptionWanted(call) ? description(call, stream) : pages.head(call, stream);
    }

    private Reply backward(Call call) throws BadRequest, InterruptedException {
        StreamName stream = PathNumbers.stream(call);
        return isDescriptionWanted(call) ? description(call, stream) : pages.backward(call, stream);
    }

    private Reply metadataBackward(Call call) throws BadRequest, InterruptedException {
        return pages.backward(call, PathNumbers.metastream(call), call.responseType());
    }

    /**
     * A client that accepts anything, as curl does, gets the feed. One that says nothing at all
     * gets the description that version 5 had for it.
     */
    private static boolean isDescriptionWanted(Call call) {
        return call.responseType().equals(MediaType.STREAM_DESCRIPTION)
                && (call.acceptHeader().isEmpty() || !call.namesNoType());
    }

    private Reply description(Call call, StreamName stream) {
        byte[] document = DescriptionDocument.bytes(stream, groups.apply(stream));
        boolean wasAskedFor = call.acceptHeader().isPresent();
        return Reply.of(wasAskedFor ? 200 : 406, MediaType.STREAM_DESCRIPTION, document)
                .withReason(
                        wasAskedFor
                                ? "Description Document"
                                : "We are unable to represent the stream in the format requested.");
    }
}
