package dev.eventstore.server.http.ui;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.search.SearchQuery;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.transfer.CloudEventLine;
import dev.eventstore.server.transfer.EventLine;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Supplier;

/** {@code /ui-api/export}: a stream, or what fits a query, one event a line, oldest first. */
final class ExportRoutes {
    private static final MediaType LINES = new MediaType("application", "x-ndjson");
    private static final int LIMIT_MAX = 1_000_000;
    private static final int PAGE = 250;

    private final GuardedStreams streams;
    private final Rights rights;
    private final LiveReply live;

    ExportRoutes(GuardedStreams streams, Rights rights, LiveReply live) {
        this.streams = streams;
        this.rights = rights;
        this.live = live;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/ui-api/export", AccessLevel.ANYONE, MediaTypes.ANY, this::everything),
                Route.get(
                        "/ui-api/streams/{stream}/export",
                        AccessLevel.ANYONE,
                        MediaTypes.ANY,
                        this::ofStream));
    }

    private Reply everything(Call call) throws BadRequest {
        if (!rights.readsAll(call.caller())) {
            return Json.closed(call.caller());
        }
        SearchQuery query = Parameters.query(call);
        int limit = Parameters.count(call, "limit", 1, LIMIT_MAX, LIMIT_MAX);
        Supplier<Line> writer = writer(call);
        StreamOperations readable = streams.on(call.caller());
        return live.of(
                call,
                LINES,
                (out, pause) -> {
                    Lines lines = new Lines(out, limit, writer.get());
                    ReadAll next = new ReadAll(Position.START, PAGE, Direction.FORWARD, false);
                    while (next != null && lines.hasRoom() && pause.await(() -> {})) {
                        next =
                                switch (readable.readAll(next)) {
                                    case ReadAllResult.AccessDenied _ -> null;
                                    case ReadAllResult.PageTooLarge(int fits) ->
                                            from(next.from(), Math.max(1, fits - 1));
                                    case ReadAllResult.Page page -> {
                                        for (ResolvedEvent event : page.events()) {
                                            if (query.fits(event.original())) {
                                                lines.write(event.original());
                                            }
                                        }
                                        yield page.isEnd() ? null : from(page.next(), PAGE);
                                    }
                                };
                    }
                });
    }

    private static ReadAll from(Position from, int count) {
        return new ReadAll(from, count, Direction.FORWARD, false);
    }

    /** Of links, their targets. */
    private Reply ofStream(Call call) throws BadRequest {
        StreamName stream = Parameters.stream(call);
        int limit = Parameters.count(call, "limit", 1, LIMIT_MAX, LIMIT_MAX);
        Supplier<Line> writer = writer(call);
        StreamOperations readable = streams.on(call.caller());
        ReadStream first = from(stream, 0, PAGE);
        if (readable.readStream(first) instanceof ReadStreamResult.AccessDenied) {
            return Json.refusal(
                    call.caller(), "those whom the access list of " + stream + " lets read it");
        }
        return live.of(
                call,
                LINES,
                (out, pause) -> {
                    Lines lines = new Lines(out, limit, writer.get());
                    ReadStream next = first;
                    while (next != null && lines.hasRoom() && pause.await(() -> {})) {
                        next =
                                switch (readable.readStream(next)) {
                                    case ReadStreamResult.AccessDenied _,
                                            ReadStreamResult.NoStream _,
                                            ReadStreamResult.StreamDeleted _ ->
                                            null;
                                    case ReadStreamResult.PageTooLarge tooLarge ->
                                            from(
                                                    stream,
                                                    next.from().value(),
                                                    Math.max(1, tooLarge.fits() - 1));
                                    case ReadStreamResult.Page page -> {
                                        for (ResolvedEvent event : page.events()) {
                                            RecordedEvent target = event.event();
                                            lines.write(target == null ? event.original() : target);
                                        }
                                        yield page.isEnd() ? null : from(stream, page.next(), PAGE);
                                    }
                                };
                    }
                });
    }

    private static ReadStream from(StreamName stream, long from, int count) {
        return new ReadStream(stream, Revision.of(from), count, Direction.FORWARD, true);
    }

    /** An event as a line. */
    private interface Line {
        byte[] of(RecordedEvent event) throws IOException;
    }

    private static Supplier<Line> writer(Call call) throws BadRequest {
        return switch (call.query("as").orElse("events")) {
            case "events" -> () -> new EventLine()::of;
            case "cloudevents" -> () -> new CloudEventLine()::of;
            default -> throw new BadRequest("as must be events or cloudevents");
        };
    }

    /** Writes events, only so many. One thread. */
    private static final class Lines {
        private final OutputStream out;
        private final Line line;
        private int left;

        Lines(OutputStream out, int limit, Line line) {
            this.out = out;
            this.line = line;
            this.left = limit;
        }

        boolean hasRoom() {
            return left > 0;
        }

        void write(RecordedEvent event) throws IOException {
            if (left > 0) {
                left--;
                out.write(line.of(event));
            }
        }
    }
}
