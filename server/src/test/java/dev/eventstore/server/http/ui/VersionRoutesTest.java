package dev.eventstore.server.http.ui;

import static dev.eventstore.server.fixture.Client.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class VersionRoutesTest {
    private static final String LOGIN = "Authorization";
    private static final String LIST = "/ui-api/projections/counting/versions";
    private static final String TYPE = "Content-Type";
    private static final String FIRST = "fromAll().when({ a(s) { return s; } })";
    private static final String SECOND = "fromAll().when({ b(s) { return s; } })";

    private LocalNode node;
    private Client client;

    @BeforeEach
    void start() {
        node = LocalNode.inMemory("--run-projections=All");
        client = new Client(node.uri());
        String path = "/projections/continuous?enabled=yes&name=counting";
        client.post(path, FIRST, LOGIN, ADMIN, TYPE, "application/json");
    }

    @AfterEach
    void stop() {
        node.close();
    }

    @Test
    void definitions_are_listed_from_the_newest_on_with_what_changed() throws IOException {
        client.put(
                "/projection/counting/query?emit=yes",
                SECOND,
                LOGIN,
                ADMIN,
                TYPE,
                "application/json");
        client.post("/projection/counting/command/disable", "", LOGIN, ADMIN);

        JsonNode versions = list("").path("versions");

        assertThat(versions.findValuesAsText("number")).isEqualTo(List.of("2", "1", "0"));
        assertThat(versions.findValuesAsText("query")).isEqualTo(List.of(SECOND, SECOND, FIRST));
        assertThat(versions.findValuesAsText("enabled"))
                .isEqualTo(List.of("false", "true", "true"));
        assertThat(versions.findValuesAsText("emitEnabled"))
                .isEqualTo(List.of("true", "true", "false"));
        assertThat(versions.findValuesAsText("owner"))
                .isEqualTo(List.of("admin", "admin", "admin"));
        assertThat(list("").path("next").longValue()).isEqualTo(-1);
    }

    @Test
    void older_ones_come_with_the_next_page() throws IOException {
        client.post("/projection/counting/command/disable", "", LOGIN, ADMIN);

        assertThat(list("?limit=1").findValuesAsText("number")).isEqualTo(List.of("1"));
        long next = list("?limit=1").path("next").longValue();

        assertThat(next).isZero();
        assertThat(list("?limit=1&from=" + next).findValuesAsText("number"))
                .isEqualTo(List.of("0"));
    }

    @Test
    void one_that_was_made_anew_under_the_name_has_no_versions_of_the_other() throws IOException {
        client.post("/projection/counting/command/disable", "", LOGIN, ADMIN);
        client.delete("/projection/counting", LOGIN, ADMIN);
        String path = "/projections/continuous?enabled=yes&name=counting";
        client.post(path, SECOND, LOGIN, ADMIN, TYPE, "application/json");

        assertThat(list("").findValuesAsText("query")).isEqualTo(List.of(SECOND));
    }

    @Test
    void it_is_for_operators_and_says_what_is_wrong() {
        assertThat(client.get(LIST).statusCode()).isEqualTo(401);
        assertThat(client.get(LIST + "?limit=101", LOGIN, ADMIN).statusCode()).isEqualTo(400);
        assertThat(client.get(LIST + "?from=x", LOGIN, ADMIN).statusCode()).isEqualTo(400);
        assertThat(client.get(LIST.replace("counting", "none"), LOGIN, ADMIN).statusCode())
                .isEqualTo(404);
    }

    private JsonNode list(String query) throws IOException {
        return new ObjectMapper().readTree(client.get(LIST + query, LOGIN, ADMIN).body());
    }
}
