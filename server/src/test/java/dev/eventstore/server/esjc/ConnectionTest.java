package dev.eventstore.server.esjc;

import static dev.eventstore.server.esjc.Esjc.assertFails;
import static dev.eventstore.server.esjc.Esjc.events;
import static dev.eventstore.server.esjc.Esjc.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.msemys.esjc.ExpectedVersion;
import com.github.msemys.esjc.StreamAcl;
import com.github.msemys.esjc.StreamMetadata;
import com.github.msemys.esjc.SystemSettings;
import com.github.msemys.esjc.UserCredentials;
import com.github.msemys.esjc.event.AuthenticationFailed;
import com.github.msemys.esjc.operation.AccessDeniedException;
import com.github.msemys.esjc.operation.NotAuthenticatedException;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.IsolatedClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.Ports;
import dev.eventstore.server.fixture.RunningNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(60)
@ExtendWith({RunningNode.class, IsolatedClient.class})
class ConnectionTest {
    @Test
    void a_wrong_password_is_refused(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            assertFails(
                    client.store.appendToStream(
                            "s",
                            ExpectedVersion.ANY,
                            events(1),
                            new UserCredentials("admin", "wrong")),
                    NotAuthenticatedException.class);
            client.append("s", ExpectedVersion.NO_STREAM, events(1));
        }
    }

    @Test
    void a_client_with_a_wrong_password_is_told_so(LocalNode node) throws Exception {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        var store = Esjc.builder(node.tcpPort()).userCredentials("admin", "wrong").build();
        store.addListener(event -> {
            if (event instanceof AuthenticationFailed) {
                told.complete(true);
            }
        });
        store.connect();
        assertThat(get(told)).isTrue();
        store.shutdown();
    }

    @Test
    void without_a_login_the_access_lists_decide(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(Esjc.builder(node.tcpPort()))) {
            client.append("s", ExpectedVersion.NO_STREAM, events(1));
            assertFails(
                    client.store.appendToStream("$s", ExpectedVersion.ANY, events(1)),
                    AccessDeniedException.class);
            assertFails(
                    client.store.readAllEventsForward(
                            com.github.msemys.esjc.Position.START, 1, false),
                    AccessDeniedException.class);
            assertFails(client.store.readEvent("$users", 0, false), AccessDeniedException.class);
        }
    }

    @Test
    void settings_of_the_system_and_of_streams_count(LocalNode node) throws Exception {
        try (Esjc admin = Esjc.of(node);
                Esjc nobody = Esjc.of(Esjc.builder(node.tcpPort()))) {
            get(
                    admin.store.setSystemSettings(
                            SystemSettings.newBuilder()
                                    .userStreamAcl(
                                            StreamAcl.newBuilder()
                                                    .writeRoles(List.of("$admins"))
                                                    .build())
                                    .build()));
            assertFails(
                    nobody.store.appendToStream("s", ExpectedVersion.ANY, events(1)),
                    AccessDeniedException.class);
            get(
                    admin.store.setStreamMetadata(
                            "s",
                            ExpectedVersion.NO_STREAM,
                            StreamMetadata.newBuilder()
                                    .aclWriteRoles(List.of("$all"))
                                    .customProperty("colour", "blue")
                                    .build()));
            nobody.append("s", ExpectedVersion.ANY, events(1));
            var metadata = get(admin.store.getStreamMetadata("s"));
            assertThat(metadata.metastreamVersion).isZero();
            assertThat(metadata.streamMetadata.findCustomProperty("colour"))
                    .hasValueSatisfying(colour -> assertThat(colour.toString()).isEqualTo("blue"));
            assertThat(get(admin.store.getStreamMetadata("none")).metastreamVersion).isEqualTo(-1);
        }
    }

    @Test
    void deleting_obeys_the_expected_version(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("s", ExpectedVersion.NO_STREAM, events(2));
            assertFails(
                    client.store.deleteStream("s", 7),
                    com.github.msemys.esjc.operation.WrongExpectedVersionException.class);
            assertThat(get(client.store.deleteStream("s", 1)).logPosition).isNotNull();
            assertThat(client.append("s", ExpectedVersion.NO_STREAM, events(1))).isEqualTo(2);
        }
    }

    @Test
    void a_client_is_known_by_its_name(LocalNode node, Client http) throws Exception {
        try (Esjc client = Esjc.of(Esjc.builder(node.tcpPort()).connectionName("till-7"))) {
            client.append("s", ExpectedVersion.NO_STREAM, events(1));
            assertThat(http.get("/stats/tcp", "Accept", "application/json").body())
                    .contains("till-7");
        }
        await().untilAsserted(() ->
                assertThat(http.get("/stats/tcp", "Accept", "application/json").body())
                        .doesNotContain("till-7"));
    }

    @Test
    void it_works_with_tls() throws Exception {
        try (LocalNode node =
                        LocalNode.inMemory(
                                "--dev", "--ext-secure-tcp-port", Integer.toString(Ports.free()));
                Esjc client =
                        Esjc.of(
                                Esjc.builder(node.secureTcpPort())
                                        .useSslConnection()
                                        .userCredentials("admin", "changeit"))) {
            assertThat(client.append("s", ExpectedVersion.NO_STREAM, events(300))).isEqualTo(299);
            assertThat(get(client.store.readStreamEventsForward("s", 0, 300, false)).events)
                    .hasSize(300);
        }
    }
}
