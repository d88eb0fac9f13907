package dev.eventstore.server.http.ui;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.search.Search;
import dev.eventstore.server.search.SearchQuery;
import dev.eventstore.server.security.GuardedStreams;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/** {@code /ui-api/search}: what fits a query, from the newest on, told as it is found. */
final class SearchRoutes {
    private static final int LIMIT = 200;
    private static final int LIMIT_MAX = 1_000;

    /** Searches at a time: each keeps a processor busy. */
    private static final int SEARCHES_MAX = 4;

    /** How often a search that finds nothing says how far it is. */
    private static final long PROGRESS_NANOS = Duration.ofMillis(100).toNanos();

    private final GuardedStreams streams;
    private final Rights rights;
    private final LiveReply live;
    private final Semaphore searches = new Semaphore(SEARCHES_MAX, true);

    SearchRoutes(GuardedStreams streams, Rights rights, LiveReply live) {
        this.streams = streams;
        this.rights = rights;
        this.live = live;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/ui-api/search", AccessLevel.ANYONE, MediaTypes.ANY, this::search));
    }

    private Reply search(Call call) throws BadRequest {
        if (!rights.readsAll(call.caller())) {
            return Json.closed(call.caller());
        }
        SearchQuery query = Parameters.query(call);
        OptionalLong from = Parameters.number(call, "from");
        int limit = Parameters.count(call, "limit", 1, LIMIT_MAX, LIMIT);
        EventJson.Extent extent = EventJson.Extent.of(call);
        return live.of(
                call,
                (out, pause) -> {
                    if (pause.await(searches::acquire)) {
                        try {
                            Search search = new Search(streams.on(call.caller()), query, from);
                            new Telling(out, limit, extent).tell(search, pause);
                        } finally {
                            searches.release();
                        }
                    }
                });
    }

    /** Tells what a search finds. One thread. */
    private static final class Telling {
        private final LiveOutput out;
        private final int limit;
        private final EventJson.Extent extent;
        private long scanned;
        private int found;
        private long toldAt = System.nanoTime();

        Telling(LiveOutput out, int limit, EventJson.Extent extent) {
            this.out = out;
            this.limit = limit;
            this.extent = extent;
        }

        void tell(Search search, LiveReply.Pause pause) throws IOException, InterruptedException {
            // A look at whether the node stops; it does not wait.
            while (pause.await(() -> {})) {
                switch (search.step()) {
                    case Search.Step.AccessDenied _ -> {
                        end(0, false, "You may not read everything any more.");
                        return;
                    }
                    case Search.Step.Looked looked -> {
                        scanned += looked.scanned();
                        if (told(search, looked)) {
                            return;
                        }
                    }
                }
            }
        }

        /** Tells of one step, and answers whether it was the last. */
        private boolean told(Search search, Search.Step.Looked looked) throws IOException {
            int room = Math.min(limit - found, looked.found().size());
            List<RecordedEvent> events = looked.found().subList(0, room);
            boolean isFull = room < looked.found().size();
            if (!events.isEmpty()) {
                found += events.size();
                send("found", events, looked.next());
            } else if (System.nanoTime() - toldAt > PROGRESS_NANOS) {
                send("progress", List.of(), looked.next());
            }
            if (looked.isEnd() && !isFull) {
                end(looked.next(), true, "");
                return true;
            }
            if (found >= limit) {
                long behind = search.behind(events.getLast());
                // What was looked at and not told will be looked at again.
                scanned -= Math.max(0, behind - looked.next());
                end(Math.max(0, behind), behind <= 0, "");
                return true;
            }
            return false;
        }

        private void send(String name, List<RecordedEvent> events, long next) throws IOException {
            toldAt = System.nanoTime();
            out.send(
                    name,
                    null,
                    json -> {
                        json.writeNumberField("scanned", scanned);
                        json.writeNumberField("next", next);
                        json.writeArrayFieldStart("events");
                        for (RecordedEvent event : events) {
                            EventJson.preview(json, ResolvedEvent.of(event), extent);
                        }
                        json.writeEndArray();
                    });
        }

        private void end(long next, boolean isComplete, String why) throws IOException {
            out.send(
                    "end",
                    null,
                    json -> {
                        json.writeNumberField("scanned", scanned);
                        json.writeNumberField("next", next);
                        json.writeBooleanField("complete", isComplete);
                        json.writeStringField("why", why);
                    });
        }
    }
}
