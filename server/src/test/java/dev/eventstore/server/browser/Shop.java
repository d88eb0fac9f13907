package dev.eventstore.server.browser;

import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Events of a small shop: something of each kind that pages show. */
final class Shop {
    static final String CORRELATION = "7f150524-34b9-45df-9e77-69b10f4205b4";
    static final String HOSTILE_STREAM = "hostile-<img src=x onerror=alert(1)>";

    /** Beyond what JavaScript's numbers hold. */
    static final String EXACT = "12345678901234567890123";

    /** Where an event of a group is refused, one by one. */
    private static final Pattern NACK = Pattern.compile("\"(http[^\"]+/nack/[^\"]+)\"");

    private Shop() {}

    /** Fills a database. */
    static void fill(StreamOperations streams) {
        String cause = "";
        for (int i = 0; i < 30; i++) {
            UUID id = UUID.randomUUID();
            append(streams, "order-" + i % 5, placed(id, i, cause));
            cause = id.toString();
        }
        append(streams, "binary-1", event("gzipped", new byte[] {0x1f, (byte) 0x8b, 8, 0, 1}));
        append(streams, "binary-1", event("bytes", new byte[] {(byte) 0xff, 0, 1, 2}));
        append(
                streams,
                HOSTILE_STREAM,
                new NewEvent(
                        UUID.randomUUID(),
                        "<script>alert(2)</script>",
                        true,
                        Payload.of("{\"<b>\":\"<script>alert(3)</script>\"}"),
                        Payload.of("{\"a\":\"</pre><img src=x onerror=alert(4)>\"}")));
    }

    /** Makes a group of a stream, and has a consumer over HTTP refuse some of its events. */
    static void park(URI node, String stream, String group, int count) {
        Client client = new Client(node);
        String path = "/subscriptions/" + stream + "/" + group;
        client.put(path, "{}", "Content-Type", "application/json");
        if (count > 0) {
            String feed =
                    client.get(
                                    path + "/" + count,
                                    "Accept",
                                    "application/vnd.eventstore.competingatom+json")
                            .body();
            Matcher links = NACK.matcher(feed);
            while (links.find()) {
                client.post(URI.create(links.group(1)).getRawPath() + "?action=park", "");
            }
            String parked = "\"parked\":" + count;
            await().until(() -> client.get("/ui-api" + path).body().contains(parked));
        }
    }

    /** Appends events of the same kind in one go. */
    static List<NewEvent> many(int count) {
        List<NewEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(placed(UUID.randomUUID(), i, ""));
        }
        return events;
    }

    static void append(StreamOperations streams, String stream, NewEvent event) {
        streams.append(new Append(StreamName.of(stream), Belief.ANY, List.of(event)));
    }

    static NewEvent event(String type, String json) {
        return new NewEvent(UUID.randomUUID(), type, true, Payload.of(json), Payload.EMPTY);
    }

    private static NewEvent event(String type, byte[] bytes) {
        return new NewEvent(UUID.randomUUID(), type, false, Payload.of(bytes), Payload.EMPTY);
    }

    private static NewEvent placed(UUID id, int number, String cause) {
        String causation = cause.isEmpty() ? "" : ",\"$causationId\":\"" + cause + "\"";
        return new NewEvent(
                id,
                number % 2 == 0 ? "orderPlaced" : "orderPaid",
                true,
                Payload.of(
                        "{\"order\":{\"id\":"
                                + number
                                + ",\"total\":"
                                + EXACT
                                + "},\"item\":\"tea\",\"note\":null}"),
                Payload.of("{\"$correlationId\":\"" + CORRELATION + "\"" + causation + "}"));
    }
}
