package dev.eventstore.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.StreamOperations;
import java.net.URI;

/** A node with the events of a {@link Shop}, and the projections that a test makes of them. */
final class ProjectingShop implements AutoCloseable {
    /** Counts the events of each order. */
    static final String COUNTING =
            """
            fromCategory('order').foreachStream().when({
              $init: () => ({ n: 0 }),
              $any(state) {
                state.n += 1;
                return state;
              },
            }).outputState();
            """;

    private final LocalNode node =
            LocalNode.inMemory(
                    "--insecure", "--run-projections=All", "--start-standard-projections");
    private final Client client = new Client(node.uri());

    ProjectingShop() {
        Shop.fill(node.streams());
    }

    URI uri() {
        return node.uri();
    }

    StreamOperations streams() {
        return node.streams();
    }

    Client client() {
        return client;
    }

    /** Makes a continuous projection that emits nothing. */
    void create(String name, String script) {
        String path = "/projections/continuous?enabled=yes&emit=no&name=" + name;
        assertThat(client.post(path, script, "Content-Type", "application/json").statusCode())
                .isEqualTo(201);
    }

    /** Gives a projection another script. */
    void change(String name, String script) {
        String path = "/projection/" + name + "/query?emit=no";
        assertThat(client.put(path, script, "Content-Type", "application/json").statusCode())
                .isEqualTo(200);
    }

    String get(String path) {
        return client.get(path).body();
    }

    @Override
    public void close() {
        node.close();
    }
}
