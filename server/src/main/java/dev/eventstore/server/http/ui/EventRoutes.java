package dev.eventstore.server.http.ui;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.search.Moments;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamMetadata;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/** Pages of events, single events, and where a point in time is. */
final class EventRoutes {
    private static final int COUNT = 50;
    private static final int COUNT_MAX = 500;

    private final GuardedStreams streams;

    EventRoutes(GuardedStreams streams) {
        this.streams = streams;
    }

    List<Route> routes() {
        AccessLevel anyone = AccessLevel.ANYONE;
        MediaTypes json = MediaTypes.ONLY_JSON;
        return List.of(
                Route.get("/ui-api/events", anyone, json, this::everything),
                Route.get("/ui-api/events/at", anyone, json, this::positionAt),
                Route.get("/ui-api/streams/{stream}/events", anyone, json, this::ofStream),
                Route.get("/ui-api/streams/{stream}/events/{revision}", anyone, json, this::one),
                Route.get("/ui-api/streams/{stream}/at", anyone, json, this::revisionAt));
    }

    /** Positions {@code from} and before, or from there on forward. */
    private Reply everything(Call call) throws BadRequest {
        Direction direction = direction(call);
        OptionalLong from = Parameters.number(call, "from");
        int count = Parameters.count(call, "count", 1, COUNT_MAX, COUNT);
        Position start =
                direction == Direction.FORWARD
                        ? Position.of(from.orElse(0))
                        : from.isEmpty() ? Position.END : Position.of(from.getAsLong()).next();
        return page(call, new ReadAll(start, count, direction, false));
    }

    private Reply page(Call call, ReadAll read) throws BadRequest {
        EventJson.Extent extent = EventJson.Extent.of(call);
        return switch (streams.on(call.caller()).readAll(read)) {
            case ReadAllResult.AccessDenied _ -> Json.closed(call.caller());
            case ReadAllResult.PageTooLarge(int fits) ->
                    page(
                            call,
                            new ReadAll(
                                    read.from(),
                                    Math.max(1, fits - 1),
                                    read.direction(),
                                    read.resolveLinks()));
            case ReadAllResult.Page page ->
                    Json.reply(json -> {
                        json.writeNumberField("head", page.head().value());
                        json.writeBooleanField("isEnd", page.isEnd());
                        json.writeArrayFieldStart("events");
                        for (ResolvedEvent event : page.events()) {
                            EventJson.preview(json, event, extent);
                        }
                        json.writeEndArray();
                    });
        };
    }

    private Reply ofStream(Call call) throws BadRequest {
        Direction direction = direction(call);
        OptionalLong from = Parameters.number(call, "from");
        Revision start =
                direction == Direction.FORWARD
                        ? Revision.of(from.orElse(0))
                        : Revision.of(from.orElse(Long.MAX_VALUE));
        int count = Parameters.count(call, "count", 1, COUNT_MAX, COUNT);
        return page(
                call,
                new ReadStream(Parameters.stream(call), start, count, direction, resolves(call)));
    }

    private Reply page(Call call, ReadStream read) throws BadRequest {
        EventJson.Extent extent = EventJson.Extent.of(call);
        return switch (streams.on(call.caller()).readStream(read)) {
            case ReadStreamResult.AccessDenied denied -> closed(call, denied.stream());
            case ReadStreamResult.PageTooLarge tooLarge ->
                    page(
                            call,
                            new ReadStream(
                                    read.stream(),
                                    read.from(),
                                    Math.max(1, tooLarge.fits() - 1),
                                    read.direction(),
                                    read.resolveLinks()));
            case ReadStreamResult.NoStream none ->
                    absent(none.head() < 0 ? "missing" : "soft_deleted", none.head());
            case ReadStreamResult.StreamDeleted _ -> absent("tombstoned", -1);
            case ReadStreamResult.Page page ->
                    Json.reply(json -> {
                        json.writeStringField("state", "there");
                        json.writeNumberField("head", page.head());
                        json.writeNumberField("first", page.metadata().firstVisible(page.head()));
                        json.writeBooleanField("isEnd", page.isEnd());
                        json.writeBooleanField(
                                "isLimited", !page.metadata().equals(StreamMetadata.NONE));
                        json.writeArrayFieldStart("events");
                        for (ResolvedEvent event : page.events()) {
                            EventJson.preview(json, event, extent);
                        }
                        json.writeEndArray();
                    });
        };
    }

    private static Reply absent(String state, long head) {
        return Json.reply(json -> {
            json.writeStringField("state", state);
            json.writeNumberField("head", head);
            json.writeBooleanField("isEnd", true);
            json.writeArrayFieldStart("events");
            json.writeEndArray();
        });
    }

    private Reply one(Call call) throws BadRequest {
        StreamName stream = Parameters.stream(call);
        long revision = Parameters.revision(call.pathParameter("revision"));
        ReadEvent read = new ReadEvent(stream, revision, resolves(call));
        return switch (streams.on(call.caller()).readEvent(read)) {
            case ReadEventResult.AccessDenied denied -> closed(call, denied.stream());
            case ReadEventResult.NotFound _ ->
                    none(call, "There is no such event: never written, hidden, or removed.");
            case ReadEventResult.NoStream _ -> none(call, "There is no such stream.");
            case ReadEventResult.StreamDeleted _ -> none(call, "The stream is deleted for good.");
            case ReadEventResult.Found found ->
                    Json.reply(json -> {
                        EventJson.whole(json, "event", found.event().event());
                        EventJson.whole(json, "link", found.event().link());
                    });
        };
    }

    private Reply positionAt(Call call) throws BadRequest {
        Instant time = Parameters.instant(call, "time");
        OptionalLong found = new Moments(streams.on(call.caller())).positionAt(time);
        return found.isEmpty() ? Json.closed(call.caller()) : place("position", found.getAsLong());
    }

    private Reply revisionAt(Call call) throws BadRequest {
        StreamName stream = Parameters.stream(call);
        Instant time = Parameters.instant(call, "time");
        OptionalLong found = new Moments(streams.on(call.caller())).revisionAt(stream, time);
        return found.isEmpty()
                ? missing("The stream has no events that you may read.")
                : place("revision", found.getAsLong());
    }

    private static Reply place(String name, long place) {
        return Json.reply(json -> json.writeNumberField(name, place));
    }

    private static Reply closed(Call call, StreamName stream) {
        return Json.refusal(
                call.caller(), "those whom the access list of " + stream + " lets read it");
    }

    /** No event; with {@code optional=true} that is an answer like any other. */
    private static Reply none(Call call, String why) {
        return Parameters.isTrue(call, "optional")
                ? Json.reply(json -> json.writeNullField("event"))
                : missing(why);
    }

    private static Reply missing(String why) {
        return Reply.statusOnly(404, "Not Found").explained(why);
    }

    private static boolean resolves(Call call) {
        return !call.query("resolve").filter("false"::equalsIgnoreCase).isPresent();
    }

    private static Direction direction(Call call) throws BadRequest {
        return Parameters.choice(call, "direction", Direction.class, Direction.BACKWARD);
    }
}
