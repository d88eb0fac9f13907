package dev.eventstore.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.RunningNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(RunningNode.class)
class HealthTest {
    private static URI node;

    @BeforeAll
    static void start(URI uri) {
        node = uri;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void a_node_that_serves_is_alive(String method) {
        HttpResponse<String> answer = ask(method, "/health/live");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"200,200", "299,299", "999,204", "ok,204", "'',204"})
    void a_watcher_chooses_the_status_that_means_alive(String wanted, int status) {
        assertThat(ask("GET", "/health/live?liveCode=" + wanted).statusCode()).isEqualTo(status);
    }

    @Test
    void nothing_else_can_be_done_to_it() {
        assertThat(ask("DELETE", "/health/live").statusCode()).isEqualTo(405);
    }

    private static HttpResponse<String> ask(String method, String path) {
        return new Client(node)
                .send(
                        HttpRequest.newBuilder(node.resolve(path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build());
    }
}
