package dev.eventstore.server.http.ui;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.search.SearchQuery;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.subscription.Start;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.Subscription;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.subscription.ToAll;
import dev.eventstore.server.subscription.ToStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Events as they come. A client that names the last one it saw misses none. */
final class TailRoutes {
    private final Subscriptions subscriptions;
    private final LiveReply live;

    TailRoutes(Subscriptions subscriptions, LiveReply live) {
        this.subscriptions = subscriptions;
        this.live = live;
    }

    List<Route> routes() {
        AccessLevel anyone = AccessLevel.ANYONE;
        return List.of(
                Route.get("/ui-api/tail", anyone, MediaTypes.ANY, this::everything),
                Route.get("/ui-api/streams/{stream}/tail", anyone, MediaTypes.ANY, this::stream));
    }

    /** Behind the position {@code after}, or behind the newest; only what fits {@code q}. */
    private Reply everything(Call call) throws BadRequest {
        SearchQuery query = Parameters.query(call);
        OptionalLong after = Parameters.number(call, "after");
        Start start =
                after.isEmpty()
                        ? Start.Edge.END
                        : new Start.BehindPosition(Position.of(after.getAsLong()));
        ToAll request = new ToAll(start, false, EventFilter.Everything.EVERYTHING, 0);
        return switch (subscriptions.toAll(call.caller(), request)) {
            case SubscribeResult.AccessDenied _ -> Json.closed(call.caller());
            case SubscribeResult.Open(Subscription subscription) ->
                    tail(call, subscription, query::fits, event -> event.position().value());
        };
    }

    /** Behind the revision {@code after}, or behind the newest. */
    private Reply stream(Call call) throws BadRequest {
        StreamName stream = Parameters.stream(call);
        OptionalLong after = Parameters.number(call, "after");
        boolean fromStart = Parameters.isTrue(call, "all");
        Start start =
                after.isPresent()
                        ? new Start.BehindRevision(Revision.of(after.getAsLong()))
                        : fromStart ? Start.Edge.BEGINNING : Start.Edge.END;
        boolean resolves = !call.query("resolve").filter("false"::equals).isPresent();
        return switch (subscriptions.toStream(
                call.caller(), new ToStream(stream, start, resolves))) {
            case SubscribeResult.AccessDenied _ ->
                    Json.refusal(call.caller(), "those who may read " + stream);
            case SubscribeResult.Open(Subscription subscription) ->
                    tail(call, subscription, _ -> true, event -> event.revision().value());
        };
    }

    private Reply tail(
            Call call,
            Subscription subscription,
            Predicate<RecordedEvent> wanted,
            ToLongFunction<RecordedEvent> place)
            throws BadRequest {
        EventJson.Extent extent = EventJson.Extent.of(call);
        return live.of(
                call,
                (out, pause) -> {
                    try (Tail tail = new Tail(subscription)) {
                        new Sending(out, wanted, place, extent).send(tail, pause);
                    }
                });
    }

    /** Sends what a tail hands on, as long as somebody takes it. One thread. */
    private static final class Sending {
        private final LiveOutput out;
        private final Predicate<RecordedEvent> wanted;
        private final ToLongFunction<RecordedEvent> place;
        private final EventJson.Extent extent;
        private Tail.@Nullable Piece piece;

        Sending(
                LiveOutput out,
                Predicate<RecordedEvent> wanted,
                ToLongFunction<RecordedEvent> place,
                EventJson.Extent extent) {
            this.out = out;
            this.wanted = wanted;
            this.place = place;
            this.extent = extent;
        }

        void send(Tail tail, LiveReply.Pause pause) throws IOException, InterruptedException {
            out.signOfLife();
            boolean goesOn = true;
            while (goesOn && pause.await(() -> piece = tail.next(LiveOutput.SIGN_OF_LIFE))) {
                goesOn = !(piece instanceof Tail.Piece.Ended);
                send(piece);
            }
        }

        private void send(Tail.@Nullable Piece next) throws IOException {
            switch (next) {
                case null -> out.signOfLife();
                case Tail.Piece.CaughtUp _ -> out.send("caughtUp", null, _ -> {});
                case Tail.Piece.Ended(String why) ->
                        out.send("end", null, json -> json.writeStringField("why", why));
                case Tail.Piece.Events(List<ResolvedEvent> events) -> send(events);
            }
        }

        private void send(List<ResolvedEvent> events) throws IOException {
            List<ResolvedEvent> fitting = new ArrayList<>();
            for (ResolvedEvent event : events) {
                if (wanted.test(event.original())) {
                    fitting.add(event);
                }
            }
            long last = place.applyAsLong(events.getLast().original());
            out.send(
                    "events",
                    Long.toString(last),
                    json -> {
                        json.writeNumberField("upTo", last);
                        json.writeArrayFieldStart("events");
                        for (ResolvedEvent event : fitting) {
                            EventJson.preview(json, event, extent);
                        }
                        json.writeEndArray();
                    });
        }
    }
}
