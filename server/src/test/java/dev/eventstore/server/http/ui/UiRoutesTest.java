package dev.eventstore.server.http.ui;

import static dev.eventstore.server.fixture.Client.ADMIN;
import static dev.eventstore.server.fixture.Events.event;
import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LiveAnswer;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningNode.class)
@Timeout(60)
class UiRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN = "Authorization";

    @Test
    void tells_who_is_signed_in_and_what_the_node_is_like(Client client) throws IOException {
        JsonNode nobody = json(client.get("/ui-api/session"));
        JsonNode admin = json(client.get("/ui-api/session", LOGIN, ADMIN));

        assertThat(nobody.get("user").isNull()).isTrue();
        assertThat(nobody.get("administrator").booleanValue()).isFalse();
        assertThat(nobody.get("readsAll").booleanValue()).isFalse();
        assertThat(admin.get("readsAll").booleanValue()).isTrue();
        assertThat(admin.get("user").textValue()).isEqualTo("admin");
        assertThat(admin.get("groups").toString()).contains("$admins");
        assertThat(admin.get("database").get("inMemory").booleanValue()).isTrue();
        assertThat(client.get("/ui-api/session", LOGIN, "Basic YWRtaW46d3Jvbmc=").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui-api/streams",
                "/ui-api/events",
                "/ui-api/events/at?time=2026-11-26T08:00:00Z",
                "/ui-api/search?q=tea",
                "/ui-api/tail",
                "/ui-api/calls",
                "/ui-api/log",
                "/ui-api/figures",
                "/ui-api/export",
                "/ui-api/connections",
            })
    void keeps_what_is_not_for_everybody(String path, Client client) {
        assertThat(client.get(path).statusCode()).isEqualTo(401);
    }

    @Test
    void asks_the_access_list_of_a_stream(Client client, StreamOperations streams) {
        append(streams, "secret", event("{}"));
        streams.append(
                new Append(
                        StreamName.of("$$secret"),
                        Belief.ANY,
                        List.of(
                                new NewEvent(
                                        UUID.randomUUID(),
                                        "$metadata",
                                        true,
                                        Payload.of("{\"$acl\":{\"$r\":\"$admins\"}}"),
                                        Payload.EMPTY))));

        for (String path : List.of("events", "events/0", "tail", "export")) {
            assertThat(client.get("/ui-api/streams/secret/" + path).statusCode())
                    .as(path)
                    .isEqualTo(401);
        }
        assertThat(client.get("/ui-api/streams/secret/events", LOGIN, ADMIN).statusCode())
                .isEqualTo(200);
    }

    @Test
    void lists_streams(Client client, StreamOperations streams) throws IOException {
        append(streams, "order-1", event("{}"));

        JsonNode list = json(client.get("/ui-api/streams?categories=true", LOGIN, ADMIN));

        assertThat(list.get("streams").get(0).get("name").textValue()).isEqualTo("order-1");
        assertThat(list.get("categories").get(0).get("name").textValue()).isEqualTo("order");
        assertThat(client.get("/ui-api/streams?limit=0", LOGIN, ADMIN).statusCode()).isEqualTo(400);
        assertThat(client.get("/ui-api/streams?sort=worst", LOGIN, ADMIN).statusCode())
                .isEqualTo(400);
    }

    @Test
    void exports_what_fits_one_event_a_line(Client client, StreamOperations streams) {
        append(streams, "exported-1", event("{\"n\":1}"));
        append(streams, "exported-1", event("{\"n\":2}"));
        append(streams, "exported-2", event("{\"n\":3}"));

        String some = client.get("/ui-api/export?q=stream:exported-*", LOGIN, ADMIN).body();
        String one = client.get("/ui-api/streams/exported-1/export?limit=1").body();

        assertThat(some.lines()).hasSize(3).last().asString().contains("{\"n\":3}", "exported-2");
        assertThat(one.lines()).singleElement().asString().contains("{\"n\":1}");
        assertThat(client.get("/ui-api/streams/none/export").body()).isEmpty();
    }

    @Test
    void imports_what_was_exported_for_administrators(Client client, StreamOperations streams)
            throws IOException {
        append(streams, "from-1", event("{\"n\":1}"));
        String lines = client.get("/ui-api/streams/from-1/export?as=cloudevents").body();
        String other = lines.replace("from-1", "to-1");

        JsonNode check =
                json(client.post("/ui-api/import?check=true", other + "{}\n", LOGIN, ADMIN));
        JsonNode taken = json(client.post("/ui-api/import", other, LOGIN, ADMIN));
        JsonNode again = json(client.post("/ui-api/import", other, LOGIN, ADMIN));

        assertThat(check.get("events").intValue()).isEqualTo(1);
        assertThat(check.get("problems").get(0).textValue())
                .isEqualTo("Line 2: \"type\" is missing");
        assertThat(taken.get("taken").intValue()).isEqualTo(1);
        assertThat(again.get("present").intValue()).isEqualTo(1);
        assertThat(client.post("/ui-api/import", other).statusCode()).isEqualTo(401);
        assertThat(client.post("/ui-api/import", "{}", LOGIN, ADMIN).statusCode()).isEqualTo(400);
        assertThat(client.get("/ui-api/export?as=xml", LOGIN, ADMIN).statusCode()).isEqualTo(400);
    }

    @Test
    void gives_text_as_it_was_written_and_bytes_in_base64(Client client, StreamOperations streams)
            throws IOException {
        String exact = "{\"n\": 12345678901234567890.10, \"n\":1}";
        append(streams, "things", event(exact));
        append(
                streams,
                "things",
                new NewEvent(
                        UUID.randomUUID(),
                        "bytes",
                        false,
                        Payload.of(new byte[] {(byte) 0xff, 0, 1}),
                        Payload.EMPTY));

        JsonNode text = json(client.get("/ui-api/streams/things/events/0"));
        JsonNode bytes = json(client.get("/ui-api/streams/things/events/head"));

        assertThat(text.at("/event/data/text").textValue()).isEqualTo(exact);
        assertThat(bytes.at("/event/data/base64").binaryValue()).containsExactly(0xff, 0, 1);
        assertThat(client.get("/ui-api/streams/things/events/7").statusCode()).isEqualTo(404);
        assertThat(client.get("/ui-api/streams/things/events/7?optional=true").body())
                .isEqualTo("{\"event\":null}");
    }

    @Test
    void a_list_has_the_beginning_of_the_data(Client client, StreamOperations streams)
            throws IOException {
        append(streams, "things", event("{\"x\":\"" + "ä".repeat(5_000) + "\"}"));

        JsonNode page = json(client.get("/ui-api/streams/things/events"));

        assertThat(page.at("/events/0/preview").textValue())
                .hasSize(EventJson.PREVIEW)
                .startsWith("{\"x\":\"äää");
        assertThat(page.at("/events/0/dataSize").intValue()).isEqualTo(10_008);

        String longer = "/ui-api/streams/things/events?preview=4000";
        assertThat(json(client.get(longer)).at("/events/0/preview").textValue())
                .hasSize(EventJson.PREVIEW_MAX);
        HttpResponse<String> tooLong = client.get(longer.replace("4000", "4001"), "Accept", "*/*");
        assertThat(tooLong.statusCode()).isEqualTo(400);
        assertThat(tooLong.body()).contains("preview must be a whole number from 1 to 4000");
    }

    @Test
    void tells_how_a_stream_is_that_has_no_events(Client client) throws IOException {
        assertThat(json(client.get("/ui-api/streams/none/events")).get("state").textValue())
                .isEqualTo("missing");
    }

    @Test
    void searches_and_says_when_it_is_done(Client client, StreamOperations streams) {
        append(streams, "order-1", event("{\"item\":\"tea\"}"));
        append(streams, "order-1", event("{\"item\":\"coffee\"}"));

        HttpResponse<String> answer = client.get("/ui-api/search?q=item%3Dtea", LOGIN, ADMIN);

        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        assertThat(answer.body())
                .contains("event: found", "\\\"tea\\\"", "event: end", "\"complete\":true")
                .doesNotContain("coffee");
        assertThat(client.get("/ui-api/search?q=id:1", LOGIN, ADMIN, "Accept", "*/*").body())
                .contains("id: needs the id of an event");
    }

    @Test
    void a_search_goes_on_behind_its_limit(Client client, StreamOperations streams) {
        streams.append(new Append(StreamName.of("order-1"), Belief.ANY, some(10)));

        String first = client.get("/ui-api/search?q=type:thing*&limit=4", LOGIN, ADMIN).body();
        String next = first.replaceAll("(?s).*event: end.*\"next\":(\\d+).*", "$1");
        String second =
                client.get("/ui-api/search?q=type:thing*&from=" + next, LOGIN, ADMIN).body();

        assertThat(first).contains("\"revision\":6").doesNotContain("\"revision\":5");
        assertThat(second).contains("\"revision\":5", "\"revision\":0", "\"complete\":true");
        assertThat(second).doesNotContain("\"revision\":6");
    }

    @Test
    void follows_a_stream_from_where_the_client_left_off(URI node, StreamOperations streams)
            throws IOException {
        streams.append(new Append(StreamName.of("order-1"), Belief.ANY, some(3)));
        try (LiveAnswer tail =
                LiveAnswer.of(node.resolve("/ui-api/streams/order-1/tail?after=0"))) {
            tail.awaitText("\"revision\":2");
            assertThat(tail.text()).contains("\"revision\":1").doesNotContain("\"revision\":0");

            append(streams, "order-1", event("{\"late\":true}"));

            tail.awaitText("\"revision\":3");
            assertThat(tail.text()).contains("id: 3", "late");
        }
    }

    @Test
    void follows_everything_that_fits(URI node, StreamOperations streams) throws IOException {
        try (LiveAnswer tail = LiveAnswer.of(node.resolve("/ui-api/tail?q=tea"))) {
            append(streams, "order-1", event("{\"item\":\"coffee\"}"));
            append(streams, "order-1", event("{\"item\":\"tea\"}"));

            tail.awaitText("\\\"tea\\\"");
            assertThat(tail.text()).doesNotContain("coffee");
        }
    }

    @Test
    void shows_what_clients_do_while_somebody_watches(URI node, Client client) throws IOException {
        client.get("/streams/before");
        try (LiveAnswer calls = LiveAnswer.of(node.resolve("/ui-api/calls"))) {
            client.post(
                    "/streams/order-1",
                    "[{\"eventId\":\"5ddc8cde-5c31-4b83-9b1c-6a2b0a4bdb6a\","
                            + "\"eventType\":\"placed\",\"data\":{}}]",
                    "Content-Type",
                    Client.EVENTS,
                    "ES-ExpectedVersion",
                    "7",
                    LOGIN,
                    ADMIN);

            calls.awaitText("\"wrong expected version, is at -1\"");
            assertThat(calls.text())
                    .contains(
                            "\"via\":\"HTTP\"",
                            "\"operation\":\"append\"",
                            "\"stream\":\"order-1\"",
                            "\"request\":\"expected 7\"",
                            "\"login\":\"admin\"",
                            "\"failed\":true")
                    .doesNotContain("before");
        }
    }

    @Test
    void shows_log_and_figures(URI node, Client client) throws IOException {
        try (LiveAnswer figures = LiveAnswer.of(node.resolve("/ui-api/figures"))) {
            client.get("/streams/order-1", "User-Agent", "shop/7.1 (Linux)", LOGIN, ADMIN);
            figures.awaitText("\"name\":\"shop/7.1\",\"login\":\"admin\"");
            assertThat(figures.text()).contains("\"appended\":", "\"fileBytes\":0");
        }
        try (LiveAnswer lines = LiveAnswer.of(node.resolve("/ui-api/log"))) {
            lines.awaitText(": still here");
        }
    }

    @Test
    void answers_that_do_not_end_are_not_compressed(URI node) throws IOException {
        try (LiveAnswer figures = LiveAnswer.of(node.resolve("/ui-api/figures"))) {
            assertThat(figures.header("Content-Encoding")).isEmpty();
            assertThat(figures.header("Cache-Control")).hasValue("no-store");
        }
    }

    private static JsonNode json(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void append(StreamOperations streams, String stream, NewEvent event) {
        streams.append(new Append(StreamName.of(stream), Belief.ANY, List.of(event)));
    }
}
