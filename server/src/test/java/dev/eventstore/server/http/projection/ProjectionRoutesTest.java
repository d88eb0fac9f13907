package dev.eventstore.server.http.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ProjectionRoutesTest {
    private static final String[] ADMIN = {"Authorization", Client.ADMIN};
    private static final String[] ADMIN_JSON = {
        "Authorization", Client.ADMIN, "Content-Type", "application/json", "Accept", "*/*"
    };
    private static final String NATIVE = "native:EventStore.Projections.Core.Standard.";
    private static final String CONFIG = "/projection/$streams/config";
    private static final String COMMAND = "/projection/$streams/command/";

    @RegisterExtension
    static final RunningNode node =
            RunningNode.with("--run-projections=All", "--start-standard-projections");

    @Test
    void an_event_is_found_by_its_category(Client client) {
        HttpResponse<String> appended =
                client.post(
                        "/streams/order-1",
                        "{}",
                        "Content-Type",
                        "application/json",
                        "ES-EventType",
                        "placed",
                        "ES-EventId",
                        "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c01");
        assertThat(appended.statusCode()).isEqualTo(201);

        await().untilAsserted(() ->
                assertThat(client.get("/streams/$ce-order/0").body()).contains("order-1"));
    }

    @Test
    void all_of_them_are_listed_and_run(Client client) {
        await().untilAsserted(() ->
                assertThat(client.get("/projections/continuous").body())
                        .contains("\"$by_category\"", "\"Running\"")
                        .doesNotContain("\"Stopped\""));
        assertThat(client.get("/projections/transient").body()).contains("\"projections\" : [ ]");
    }

    @Test
    void a_command_stops_and_starts_one(Client client) {
        assertThat(client.post(COMMAND + "disable", "", ADMIN).statusCode()).isEqualTo(200);
        assertThat(client.get("/projection/$streams").body()).contains("\"status\" : \"Stopped\"");

        assertThat(client.post(COMMAND + "enable", "", ADMIN).body()).contains("\"$streams\"");

        assertThat(client.get("/projection/$streams").body()).contains("\"status\" : \"Running\"");
        assertThat(client.post(COMMAND + "abort", "", ADMIN).statusCode()).isEqualTo(200);
        assertThat(client.get("/projection/$streams").body())
                .contains("\"status\" : \"Aborted/Stopped\"");
    }

    @Test
    void only_operators_command(Client client) {
        HttpResponse<String> refused = client.post(COMMAND + "disable", "");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("Not authorized");
    }

    @Test
    void the_configuration_changes_while_it_stands_still(Client client) {
        String config = "{\"emitEnabled\":true,\"checkpointHandledThreshold\":7}";
        assertThat(client.put(CONFIG, config, ADMIN_JSON).statusCode()).isEqualTo(500);
        client.post(COMMAND + "disable", "", ADMIN);

        assertThat(client.put(CONFIG, config, ADMIN_JSON).statusCode()).isEqualTo(200);

        assertThat(client.get(CONFIG, ADMIN).body())
                .contains("\"msgTypeId\" : 300", "\"checkpointHandledThreshold\" : 7");
        assertThat(client.put(CONFIG, "{\"maxWriteBatchLength\":\"x\"}", ADMIN_JSON))
                .satisfies(refused -> {
                    assertThat(refused.statusCode()).isEqualTo(400);
                    assertThat(refused.body()).contains("maxWriteBatchLength");
                });
    }

    @Test
    void one_is_made_and_deleted(Client client) {
        String made = "/projections/continuous?name=mine&emit=yes&type=" + NATIVE + "IndexStreams";
        HttpResponse<String> created = client.post(made, "", ADMIN_JSON);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location").orElse(""))
                .endsWith("/projection/mine");
        assertThat(client.post(made, "", ADMIN_JSON).statusCode()).isEqualTo(409);
        assertThat(client.delete("/projection/mine", ADMIN).statusCode()).isEqualTo(500);

        client.post("/projection/mine/command/disable", "", ADMIN);

        assertThat(client.delete("/projection/mine", ADMIN).statusCode()).isEqualTo(200);
        assertThat(client.get("/projection/mine").statusCode()).isEqualTo(404);
    }

    @Test
    void the_state_is_there_for_who_asks_right_after_the_start(Client client) {
        client.post(
                "/streams/counted-1",
                "{}",
                "Content-Type",
                "application/json",
                "ES-EventType",
                "counted",
                "ES-EventId",
                "6a9d3c1e-0d55-4d3c-9f53-3f9a4b7f1c02");
        String counting = "fromStream('counted-1').when({ counted: s => ({ seen: 'it' }) })";

        client.post("/projections/continuous?name=prompt", counting, ADMIN_JSON);

        assertThat(client.get("/projection/prompt/state").body()).isEqualTo("{\"seen\":\"it\"}");
    }

    @Test
    void a_kind_that_does_not_exist_is_told_in_the_statistics(Client client) {
        client.post("/projections/continuous?name=odd&type=native:Odd", "", ADMIN_JSON);

        assertThat(client.get("/projection/odd").body())
                .contains(
                        "\"status\" : \"Faulted (Enabled)\"", "no handler of the type native:Odd");
    }

    @Test
    void the_node_tells_that_it_has_projections(Client client) {
        assertThat(client.get("/info").body()).contains("\"projectionsMode\": \"All\"");
        assertThat(client.get("/sys/subsystems").body()).contains("Projections");
    }

    @Test
    void what_was_commanded_outlives_the_node(@TempDir Path database) {
        try (LocalNode first = LocalNode.in(database, "--run-projections=All")) {
            new Client(first.uri()).post(COMMAND + "enable", "", ADMIN);
        }
        try (LocalNode second = LocalNode.in(database, "--run-projections=System")) {
            Client client = new Client(second.uri());
            assertThat(client.get("/projection/$streams").body()).contains("\"Running\"");
            assertThat(client.get("/projection/$by_category").body()).contains("\"Stopped\"");
        }
        try (LocalNode third = LocalNode.in(database)) {
            assertThat(new Client(third.uri()).get("/projections/any").statusCode()).isEqualTo(404);
        }
    }
}
