package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.fixture.Client;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes events of a group until the node is gone: acknowledges most, has some parked, and forgets
 * some. Knows which ones were settled, and holds the group to its place: what lies at or before the
 * checkpoint never comes again.
 */
final class HttpConsumer {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPETING = "application/vnd.eventstore.competingatom+json";
    private static final String SETTINGS =
            """
            {"startFrom":0,"messageTimeoutMilliseconds":300,"maxRetryCount":1000,
             "minCheckPointCount":1,"maxCheckPointCount":20,"checkPointAfterMilliseconds":50}
            """;

    private final String group;
    private final Random dice;
    private final Set<Long> settled = new TreeSet<>();
    private long checkpoint = -1;

    HttpConsumer(String stream, Random dice) {
        this.group = "/subscriptions/" + stream + "/g";
        this.dice = dice;
    }

    /** The numbers of the events that were settled, as far as was answered. */
    Set<Long> settled() {
        return settled;
    }

    /** Makes the group if there is none, and looks where it stands. */
    void begin(Client client) {
        HttpResponse<String> made =
                client.put(
                        group,
                        SETTINGS,
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        Client.ADMIN);
        assertThat(made.statusCode()).as(made.body()).isIn(201, 409);
        checkpoint = info(client).path("lastProcessedEventNumber").asLong();
    }

    void consumeUntilGone(Client client) {
        try {
            while (true) {
                for (JsonNode entry : take(client)) {
                    switch (dice.nextInt(10)) {
                        case 0 -> {}
                        case 1 -> settle(client, entry, "nack", "?action=park");
                        default -> settle(client, entry, "ack", "");
                    }
                }
            }
        } catch (UncheckedIOException gone) {
            // What was not answered may come again.
        }
    }

    /** Takes and acknowledges until there is nothing left. */
    void settleTheRest(Client client) {
        begin(client);
        JsonNode info = info(client);
        while (info.path("lastProcessedEventNumber").asLong() < lastKnown(client)) {
            for (JsonNode entry : take(client)) {
                settle(client, entry, "ack", "");
            }
            info = info(client);
        }
    }

    /** The newest event that the group knows of. */
    long lastKnown(Client client) {
        return info(client).path("lastKnownEventNumber").asLong();
    }

    private JsonNode take(Client client) {
        HttpResponse<String> feed =
                client.get(
                        group + "/10?embed=rich",
                        "Accept",
                        COMPETING,
                        "Authorization",
                        Client.ADMIN);
        assertThat(feed.statusCode()).as(feed.body()).isEqualTo(200);
        return json(feed).path("entries");
    }

    private void settle(Client client, JsonNode entry, String verdict, String query) {
        long number = entry.path("eventNumber").asLong();
        assertThat(number).isGreaterThan(checkpoint);
        for (JsonNode link : entry.path("links")) {
            if (link.path("relation").asText().equals(verdict)) {
                String path = URI.create(link.path("uri").asText()).getRawPath();
                HttpResponse<String> answer =
                        client.post(path + query, "", "Authorization", Client.ADMIN);
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
                settled.add(number);
            }
        }
    }

    private JsonNode info(Client client) {
        return json(
                client.get(
                        group + "/info",
                        "Accept",
                        "application/json",
                        "Authorization",
                        Client.ADMIN));
    }

    private static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (JsonProcessingException notJson) {
            throw new AssertionError(answer.body(), notJson);
        }
    }
}
