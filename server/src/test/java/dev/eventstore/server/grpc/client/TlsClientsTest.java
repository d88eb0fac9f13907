package dev.eventstore.server.grpc.client;

import static dev.eventstore.server.grpc.client.StoreClient.ANY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.grpc.client.StoreClient.Event;
import dev.eventstore.server.grpc.client.StoreClient.Reading;
import dev.eventstore.server.node.certificate.DevelopmentCertificate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsClientsTest {
    private static final List<StoreClient.Kind> KINDS =
            List.of(EventStoreClient.KIND, KurrentClient.KIND);

    @Test
    void clients_come_in_over_tls(@TempDir Path folder) throws Exception {
        var made = DevelopmentCertificate.in(folder, Instant.now());
        String[] options = {
            "--certificate-file",
            made.chain().toString(),
            "--certificate-private-key-file",
            made.key().toString()
        };
        try (LocalNode node = LocalNode.inMemory(options)) {
            String address = "admin:changeit@localhost:" + node.uri().getPort();
            for (StoreClient.Kind kind : KINDS) {
                for (boolean discover : new boolean[] {false, true}) {
                    appendAndRead(kind.open(address + "?tlsVerifyCert=false", discover));
                }
            }
        }
    }

    private static void appendAndRead(StoreClient opened) {
        try (StoreClient client = opened) {
            client.append("encrypted", ANY, Event.some(1));
            assertThat(client.read("encrypted", Reading.NEWEST)).hasSize(1);
            assertThat(client.readAll(Reading.NEWEST)).hasSize(1);
        }
    }
}
