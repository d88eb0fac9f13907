package dev.eventstore.server.http.ui;

import static dev.eventstore.server.fixture.Client.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.projection.debug.Rehearsals;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a node that runs no projections: none are needed. */
@ExtendWith(RunningNode.class)
@Timeout(60)
class RehearsalRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN = "Authorization";
    private static final String COUNTING =
            "fromStream('orders').when({ $init: () => ({ n: 0 }),\\n placed(s, e) {\\n  s.n++;\\n"
                    + "  emit('counted', 'count', s); log('one');\\n  return s; } })";

    @Test
    void a_session_goes_forward_back_and_to_a_breakpoint(Client client, StreamOperations streams)
            throws IOException {
        place(streams, 3);
        Position before = streams.head();
        String session = "/ui-api/debug/" + open(client, "\"query\":\"" + COUNTING + "\"");

        JsonNode first = post(client, session + "/step", "");
        assertThat(first.path("stop").path("why").asText()).isEqualTo("step");
        JsonNode step = first.path("step");
        assertThat(step.path("event").path("data").path("text").asText()).isEqualTo("{\"id\":0}");
        assertThat(step.path("changes").path(0).path("after").asText()).isEqualTo("{\"n\":1}");
        assertThat(step.path("emitted").path(0).path("stream").asText()).isEqualTo("counted");
        assertThat(step.path("log").path(0).asText()).isEqualTo("one");
        assertThat(step.path("lines").path(0).path("number").asInt()).isPositive();

        JsonNode stopped = post(client, session + "/run", "{\"condition\":\"state.n === 3\"}");
        assertThat(stopped.path("stop").path("why").asText()).isEqualTo("condition");
        assertThat(stopped.path("handled").asInt()).isEqualTo(3);
        assertThat(get(client, session + "/steps/2").path("step").path("number").asInt())
                .isEqualTo(2);

        assertThat(post(client, session + "/back", "").path("handled").asInt()).isEqualTo(2);
        assertThat(post(client, session + "/restart", "").path("handled").asInt()).isZero();
        JsonNode line = post(client, session + "/run", "{\"lines\":[3]}");
        assertThat(line.path("stop").path("line").asInt()).isEqualTo(3);

        long version = line.path("version").asLong();
        client.post(session + "/step", "", LOGIN, ADMIN);
        assertThat(get(client, session + "?seen=" + version).path("version").asLong())
                .isGreaterThan(version);
        assertThat(client.delete(session, LOGIN, ADMIN).statusCode()).isEqualTo(204);
        assertThat(client.get(session, LOGIN, ADMIN).statusCode()).isEqualTo(404);
        assertThat(streams.head()).isEqualTo(before);
    }

    @Test
    void a_dry_run_is_told_piece_by_piece(Client client, StreamOperations streams)
            throws IOException {
        place(streams, 4);
        String body = "{\"query\":\"" + COUNTING + "\"}";
        String id = post(client, "/ui-api/dry-runs", body).path("id").asText();
        String run = "/ui-api/dry-runs/" + id;

        JsonNode report = get(client, run);
        while (report.path("busy").booleanValue()) {
            report = get(client, run + "?seen=" + report.path("version").asLong());
        }

        assertThat(report.path("stop").path("why").asText()).isEqualTo("end");
        assertThat(report.path("handled").asInt()).isEqualTo(4);
        assertThat(report.path("state").asText()).isEqualTo("{\"n\":4}");
        assertThat(report.path("emitted").asInt()).isEqualTo(4);
        assertThat(report.path("output").path(0).path("cause").path("stream").asText())
                .isEqualTo("orders");
        assertThat(get(client, run + "?output=3&log=4").path("output")).hasSize(1);
        assertThat(post(client, run + "/cancel", "").path("handled").asInt()).isEqualTo(4);
        assertThat(client.delete(run, LOGIN, ADMIN).statusCode()).isEqualTo(204);
    }

    @Test
    void the_partitions_of_a_dry_run_are_told_with_states_and_of_long_ones_the_beginning(
            Client client, StreamOperations streams) throws IOException {
        place(streams, 3);
        String script =
                "fromStream('orders').partitionBy(e => 'No ' + e.data.id).when({ placed: (s, e) =>"
                        + " ({ id: e.data.id, text: 'x'.repeat(e.data.id * 5000) }) })"
                        + ".transformBy(s => ({ twice: s.id * 2 }))";
        String id =
                post(client, "/ui-api/dry-runs", "{\"query\":\"" + script + "\"}")
                        .path("id")
                        .asText();
        String run = "/ui-api/dry-runs/" + id;
        JsonNode report = get(client, run);
        while (report.path("busy").booleanValue()) {
            report = get(client, run + "?seen=" + report.path("version").asLong());
        }

        JsonNode told = get(client, run + "/standings");

        assertThat(told.path("complete").booleanValue()).isTrue();
        assertThat(told.path("partitions").findValuesAsText("name"))
                .containsExactlyInAnyOrder("No 0", "No 1", "No 2");
        JsonNode first = get(client, run + "/standings?filter=no%200").path("partitions").path(0);
        assertThat(first.path("state").asText()).isEqualTo("{\"id\":0,\"text\":\"\"}");
        assertThat(first.path("result").asText()).isEqualTo("{\"twice\":0}");
        assertThat(first.has("stateIsCut")).isFalse();
        JsonNode second = get(client, run + "/standings?filter=no%201").path("partitions").path(0);
        assertThat(second.path("state").asText()).hasSize(StandingsJson.TEXT_MAX);
        assertThat(second.path("stateIsCut").booleanValue()).isTrue();
        assertThat(get(client, run + "/standings?filter=%201").path("partitions")).hasSize(1);
    }

    @Test
    void a_text_is_checked_without_running_it(Client client) throws IOException {
        JsonNode good =
                post(
                        client,
                        "/ui-api/debug/check",
                        "{\"query\":\"fromCategory('shop').foreachStream().when({ sold() {} })\"}");
        JsonNode bad = post(client, "/ui-api/debug/check", "{\"query\":\"fromAll(\\n\"}");

        assertThat(good.path("source").path("streams").path(0).asText()).isEqualTo("$ce-shop");
        assertThat(good.path("source").path("partitioning").asText()).isEqualTo("by_stream");
        assertThat(bad.path("problem").asText()).contains("line");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/ui-api/debug | {} | query",
                "/ui-api/debug | [] | object",
                "/ui-api/debug | {\"query\":1} | query",
                "/ui-api/debug | {\"query\":\"fromAll()\",\"from\":-1} | from",
                "/ui-api/debug | {\"query\":\"fromAll()\",\"emits\":3} | emits",
                "/ui-api/debug | {\"query\":\"nonsense()\"} | nonsense",
                "/ui-api/dry-runs | {\"query\":\"fromAll()\",\"seconds\":0} | seconds",
                "/ui-api/dry-runs | {\"query\":\"fromAll()\",\"events\":\"x\"} | events",
            })
    void what_makes_no_sense_is_refused_by_name(
            String path, String body, String named, Client client) {
        HttpResponse<String> answer = client.post(path, body, LOGIN, ADMIN, "Accept", "*/*");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(named);
    }

    @Test
    void breakpoints_that_make_no_sense_are_refused(Client client) throws IOException {
        String session = "/ui-api/debug/" + open(client, "\"query\":\"fromAll()\"");

        assertThat(
                        client.post(
                                        session + "/run",
                                        "{\"lines\":[\"x\"]}",
                                        LOGIN,
                                        ADMIN,
                                        "Accept",
                                        "*/*")
                                .body())
                .contains("lines");
        assertThat(client.post(session + "/run", "{\"lines\":[0]}", LOGIN, ADMIN).statusCode())
                .isEqualTo(400);
        client.delete(session, LOGIN, ADMIN);
    }

    @Test
    void a_session_belongs_to_whoever_opened_it_and_there_are_not_too_many(Client client)
            throws IOException {
        String query = "\"query\":\"fromAll()\"";
        String mine = open(client, query);
        assertThat(client.get("/ui-api/debug/" + mine).statusCode()).isEqualTo(404);

        List<String> opened = new ArrayList<>(List.of(mine));
        HttpResponse<String> answer = client.post("/ui-api/debug", "{" + query + "}", LOGIN, ADMIN);
        while (answer.statusCode() == 200 && opened.size() <= Rehearsals.MAX) {
            opened.add(JSON.readTree(answer.body()).path("id").asText());
            answer = client.post("/ui-api/debug", "{" + query + "}", LOGIN, ADMIN);
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        opened.forEach(id -> client.delete("/ui-api/debug/" + id, LOGIN, ADMIN));
    }

    @Test
    void who_may_not_read_everything_tries_it_in_vain(Client client) throws IOException {
        String id =
                JSON.readTree(client.post("/ui-api/debug", "{\"query\":\"fromAll()\"}").body())
                        .path("id")
                        .asText();

        JsonNode stopped = JSON.readTree(client.post("/ui-api/debug/" + id + "/step", "").body());

        assertThat(stopped.path("stop").path("why").asText()).isEqualTo("access_denied");
        client.delete("/ui-api/debug/" + id);
    }

    private static void place(StreamOperations streams, int count) {
        for (int i = 0; i < count; i++) {
            streams.append(
                    new Append(
                            StreamName.of("orders"),
                            Belief.ANY,
                            List.of(
                                    new NewEvent(
                                            UUID.randomUUID(),
                                            "placed",
                                            true,
                                            Payload.of("{\"id\":" + i + "}"),
                                            Payload.EMPTY))));
        }
    }

    private static String open(Client client, String fields) throws IOException {
        return post(client, "/ui-api/debug", "{" + fields + "}").path("id").asText();
    }

    private static JsonNode post(Client client, String path, String body) throws IOException {
        HttpResponse<String> answer = client.post(path, body, LOGIN, ADMIN, "Accept", "*/*");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode get(Client client, String path) throws IOException {
        HttpResponse<String> answer = client.get(path, LOGIN, ADMIN);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
