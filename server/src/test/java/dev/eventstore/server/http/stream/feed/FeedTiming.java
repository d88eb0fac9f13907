package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.stream.body.WriteBody;
import dev.eventstore.server.http.stream.feed.StreamFeed.Window;
import dev.eventstore.server.stream.ReadStreamResult.Page;
import dev.eventstore.server.stream.StreamMetadata;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;

/** Prints how fast pages and events are written and bodies read, on one thread. No test. */
final class FeedTiming {
    private static final int PAGE = 500;
    private static final int DATA_BYTES = 500;
    private static final int ROUNDS = 6;
    private static final long ROUND_NANOS = 1_000_000_000L;

    private FeedTiming() {}

    public static void main(String[] arguments) throws Exception {
        Links links =
                Links.of(new Links.Origin("http", "127.0.0.1", 2113), _ -> null, "/streams/s");
        Page page = page();
        ResolvedEvent one = page.events().getFirst();
        byte[] append = append();
        for (Embed embed : Embed.values()) {
            print(
                    "page of 500, embed " + embed,
                    PAGE,
                    () -> {
                        Feed feed =
                                StreamFeed.forward(page, new Window(0, PAGE), links.stream("s"));
                        return JsonFeed.bytes(feed, embed, links);
                    });
        }
        print(
                "page of 500, XML",
                PAGE,
                () -> {
                    Feed feed = StreamFeed.forward(page, new Window(0, PAGE), links.stream("s"));
                    return XmlFeed.bytes(feed, Embed.NONE, links);
                });
        for (MediaType type : List.of(MediaType.JSON, MediaType.EVENT_JSON, MediaType.ATOM_JSON)) {
            print("event as " + type, 1, () -> EventDocument.bytes(type, one, Embed.NONE, links));
        }
        print(
                "read a body of one event",
                1,
                () -> WriteBody.read(append, MediaType.EVENTS_JSON, null, null).getFirst().type());
    }

    private static void print(String what, int events, Callable<Object> work) throws Exception {
        double best = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            long done = 0;
            while (System.nanoTime() - start < ROUND_NANOS) {
                if (work.call() == null) {
                    throw new IllegalStateException(what);
                }
                done += events;
            }
            best = Math.max(best, done * 1e9 / (System.nanoTime() - start));
        }
        System.out.printf(Locale.ROOT, "%-55s %,12.0f events/s%n", what, best);
    }

    private static Page page() {
        StreamName stream = StreamName.of("s");
        List<ResolvedEvent> events = new ArrayList<>();
        for (int i = 0; i < PAGE; i++) {
            events.add(
                    ResolvedEvent.of(
                            new RecordedEvent(
                                    Position.of(i + 1),
                                    stream,
                                    Revision.of(i),
                                    new UUID(i * 7919L, -i),
                                    "seatBooked",
                                    true,
                                    Instant.ofEpochSecond(
                                            1_900_000_000L + i / 50, (i % 800) * 1_234_500L),
                                    Payload.of(json()),
                                    Payload.EMPTY)));
        }
        return new Page(stream, 0, events, PAGE, PAGE - 1, true, StreamMetadata.NONE);
    }

    private static String json() {
        StringBuilder json = new StringBuilder("{\n  \"row\": 7");
        for (int i = 0; json.length() < DATA_BYTES - 30; i++) {
            json.append(",\n  \"field").append(i).append("\": \"some text ").append(i).append('"');
        }
        return json.append("\n}").toString();
    }

    private static byte[] append() {
        return ("[{\"eventId\":\"6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01\",\"eventType\":\"t\","
                        + "\"data\":"
                        + json()
                        + "}]")
                .getBytes(StandardCharsets.UTF_8);
    }
}
