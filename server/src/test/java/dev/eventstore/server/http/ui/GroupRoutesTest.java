package dev.eventstore.server.http.ui;

import static dev.eventstore.server.fixture.Client.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(RunningNode.class)
@Timeout(60)
class GroupRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN = "Authorization";
    private static final String TYPE = "Content-Type";
    private static final String BILLING = "/ui-api/subscriptions/orders/billing";
    private static final String SETTINGS =
            """
            {"start": "beginning", "filter": null, "resolveLinks": false, "extraStatistics": true,
             "messageTimeoutMillis": 10000, "retriesMax": 10, "strategy": "RoundRobin",
             "consumersMax": 10, "historyBuffer": 500, "liveBuffer": 500, "readBatch": 20,
             "checkpointAfterMillis": 1000, "checkpointMinCount": 10, "checkpointMaxCount": 500}
            """;

    @Test
    void makes_changes_and_deletes_a_group(Client client) throws IOException {
        assertThat(put(client, BILLING, SETTINGS).statusCode()).isEqualTo(200);
        assertThat(put(client, BILLING, SETTINGS).statusCode()).isEqualTo(409);
        String pinned = SETTINGS.replace("RoundRobin", "Pinned").replace("\"beginning\"", "7");
        assertThat(
                        client.post(BILLING, pinned, TYPE, "application/json", LOGIN, ADMIN)
                                .statusCode())
                .isEqualTo(200);

        JsonNode group = json(client.get(BILLING, LOGIN, ADMIN));
        assertThat(group.get("settings").get("strategy").textValue()).isEqualTo("Pinned");
        assertThat(group.get("settings").get("start").longValue()).isEqualTo(7);
        JsonNode list = json(client.get("/ui-api/subscriptions", LOGIN, ADMIN)).get("groups");
        assertThat(list.get(0).get("group").textValue()).isEqualTo("billing");

        assertThat(client.delete(BILLING, LOGIN, ADMIN).statusCode()).isEqualTo(200);
        assertThat(client.get(BILLING, LOGIN, ADMIN).statusCode()).isEqualTo(404);
    }

    @Test
    void makes_a_group_of_everything_with_a_filter(Client client) throws IOException {
        ObjectNode settings = (ObjectNode) JSON.readTree(SETTINGS);
        settings.putObject("filter").put("subject", "EVENT_TYPE").putArray("prefixes").add("order");
        String path = "/ui-api/subscriptions/%24all/audit";

        assertThat(put(client, path, settings.toString()).statusCode()).isEqualTo(200);

        assertThat(json(client.get(path, LOGIN, ADMIN)).get("settings").get("filter").toString())
                .isEqualTo("{\"subject\":\"EVENT_TYPE\",\"prefixes\":[\"order\"]}");
    }

    @ParameterizedTest
    @CsvSource({
        "start, 0.5",
        "start, \"middle\"",
        "filter, {}",
        "resolveLinks, 1",
        "messageTimeoutMillis, -1",
        "retriesMax, \"10\"",
        "strategy, \"Best\"",
        "liveBuffer, null",
        "checkpointMinCount, 99999999999",
    })
    void names_the_setting_that_cannot_be(String name, String value, Client client)
            throws IOException {
        ObjectNode settings = (ObjectNode) JSON.readTree(SETTINGS);
        settings.set(name, JSON.readTree(value));

        HttpResponse<String> answer =
                put(client, "/ui-api/subscriptions/orders/refused", settings.toString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(name);
    }

    @Test
    void leaves_groups_to_operators(Client client) {
        assertThat(client.put(BILLING, SETTINGS, TYPE, "application/json").statusCode())
                .isEqualTo(401);
        assertThat(client.delete(BILLING).statusCode()).isEqualTo(401);
        assertThat(client.post("/ui-api/subscriptions/restart", "").statusCode()).isEqualTo(401);
        assertThat(client.post(BILLING + "/parked/replay", "").statusCode()).isEqualTo(401);
    }

    @Test
    void shows_parked_events_tries_them_again_and_drops_them(
            Client client, StreamOperations streams) throws IOException {
        streams.append(new Append(StreamName.of("parcels"), Belief.ANY, Events.some(3)));
        String group = "/ui-api/subscriptions/parcels/post";
        put(client, group, SETTINGS);
        JsonNode taken =
                json(
                        client.get(
                                "/subscriptions/parcels/post/3",
                                "Accept",
                                "application/vnd.eventstore.competingatom+json",
                                LOGIN,
                                ADMIN));
        for (JsonNode entry : taken.get("entries")) {
            park(client, entry);
        }
        await().untilAsserted(
                        () -> assertThat(parked(client, group).get("count").asLong()).isEqualTo(3));

        JsonNode first = parked(client, group).get("events").get(0);
        assertThat(first.get("reason").textValue()).contains("Nacked from HTTP");
        assertThat(first.get("event").get("stream").textValue()).isEqualTo("parcels");

        client.delete(group + "/parked?only=1", LOGIN, ADMIN);
        assertThat(numbers(client, group)).isEqualTo("0 2 ");
        client.post(group + "/parked/replay?only=2", "", LOGIN, ADMIN);
        assertThat(numbers(client, group)).isEqualTo("0 ");
        assertThat(client.delete(group + "/parked?only=1", LOGIN, ADMIN).statusCode())
                .isEqualTo(409);
        client.delete(group + "/parked", LOGIN, ADMIN);
        assertThat(numbers(client, group)).isEmpty();
    }

    /** By the link that the entry of the feed has for it. */
    private static void park(Client client, JsonNode entry) {
        for (JsonNode link : entry.get("links")) {
            if (link.get("relation").textValue().equals("nack")) {
                String path = URI.create(link.get("uri").textValue()).getRawPath();
                client.post(path + "?action=park", "", LOGIN, ADMIN);
            }
        }
    }

    private static String numbers(Client client, String group) throws IOException {
        StringBuilder numbers = new StringBuilder();
        for (JsonNode event : parked(client, group).get("events")) {
            numbers.append(event.get("number").asLong()).append(' ');
        }
        return numbers.toString();
    }

    private static JsonNode parked(Client client, String group) throws IOException {
        return json(client.get(group + "/parked", LOGIN, ADMIN));
    }

    private static HttpResponse<String> put(Client client, String path, String body) {
        return client.put(path, body, TYPE, "application/json", "Accept", "*/*", LOGIN, ADMIN);
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
