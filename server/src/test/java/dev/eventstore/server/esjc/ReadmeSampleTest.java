package dev.eventstore.server.esjc;

import static dev.eventstore.server.esjc.Esjc.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.IsolatedClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.tutorial.JavaSample;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@ExtendWith({RunningNode.class, IsolatedClient.class})
class ReadmeSampleTest {
    @Test
    void the_sample_appends_an_event(LocalNode node, @TempDir Path folder) throws Exception {
        JavaSample.with("EventStoreBuilder")
                .on(1113, node.tcpPort())
                .run(
                        List.of("com.github.msemys.esjc.*"),
                        folder,
                        ReadmeSampleTest.class.getClassLoader());

        try (Esjc client = Esjc.of(node)) {
            assertThat(get(client.store.readStreamEventsForward("orders-1", 0, 9, false)).events)
                    .extracting(Esjc::text)
                    .containsExactly("{\"order\": 1}");
        }
    }
}
