package dev.eventstore.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.LiveAnswer;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.grpc.wire.PersistentProto.DeleteReq;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.grpc.wire.SharedProto.StreamIdentifier;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WatchedGroupsTest {
    private static final String DELETE =
            "event_store.client.persistent_subscriptions.PersistentSubscriptions/Delete";

    @Test
    void shows_what_is_done_with_groups_over_http_and_grpc() throws IOException {
        try (LocalNode node = LocalNode.inMemory("--insecure");
                LiveAnswer calls = LiveAnswer.of(node.uri().resolve("/ui-api/calls"));
                GrpcClient grpc = new GrpcClient(node.uri())) {
            Client http = new Client(node.uri());
            // Calls are noted from the moment on in which somebody watches.
            await().untilAsserted(() -> {
                http.put("/subscriptions/s/g", "{}", "Content-Type", "application/json");
                assertThat(calls.text())
                        .contains("\"via\":\"HTTP\"", "\"operation\":\"create\"", "group g");
            });

            grpc.one(DELETE, Empty.getDefaultInstance(), delete("s", "g"));

            await().untilAsserted(() ->
                    assertThat(calls.text())
                            .contains("\"via\":\"gRPC\"", "\"operation\":\"delete\""));
        }
    }

    private static DeleteReq delete(String stream, String group) {
        return DeleteReq.newBuilder()
                .setOptions(
                        DeleteReq.Options.newBuilder()
                                .setStreamIdentifier(
                                        StreamIdentifier.newBuilder()
                                                .setStreamName(ByteString.copyFromUtf8(stream)))
                                .setGroupName(group))
                .build();
    }
}
