package dev.eventstore.server.grpc.groups;

import static dev.eventstore.server.fixture.Events.some;
import static dev.eventstore.server.grpc.groups.GroupRequests.SERVICE;
import static dev.eventstore.server.grpc.groups.GroupRequests.call;
import static dev.eventstore.server.grpc.groups.GroupRequests.creating;
import static dev.eventstore.server.grpc.groups.GroupRequests.empty;
import static dev.eventstore.server.grpc.groups.GroupRequests.identifier;
import static dev.eventstore.server.grpc.groups.GroupRequests.info;
import static dev.eventstore.server.grpc.groups.GroupRequests.ofAll;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.PersistentProto.CreateReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ListReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ListResp;
import dev.eventstore.server.grpc.wire.PersistentProto.SubscriptionInfo;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import io.grpc.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is told of groups, each test with a stream of its own. */
@Timeout(60)
@ExtendWith(RunningNode.class)
class ObservingTest {
    private static GrpcClient nobody;
    private static GrpcClient admin;
    private static StreamOperations streams;

    private String stream;

    @BeforeAll
    static void connect(LocalNode node) {
        nobody = new GrpcClient(node.uri());
        admin = nobody.as("admin", "changeit");
        streams = node.streams();
    }

    @AfterAll
    static void disconnect() {
        nobody.close();
    }

    @BeforeEach
    void nameStream(TestInfo test) {
        stream = test.getDisplayName().replace("()", "");
    }

    @Test
    void places_are_told_as_numbers_and_in_everything_as_positions() {
        append(3);
        call(admin, "Create", creating(stream));
        assertThat(info(admin, stream).getStartFrom()).isEqualTo("0");
        assertThat(info(admin, stream).getLastCheckpointedEventPosition()).isEmpty();
        try (OpenRead reader = OpenRead.of(admin, stream, 3)) {
            reader.ack(reader.event(), reader.event(), reader.event());
            await().until(() -> info(admin, stream).getLastCheckpointedEventPosition().equals("2"));
            assertThat(info(admin, stream).getLastKnownEventPosition()).isEqualTo("2");
            assertThat(info(admin, stream).getStatus()).isEqualTo("Live");
            assertThat(info(admin, stream).getConnections(0).getUsername()).isEqualTo("admin");
            assertThat(info(admin, stream).getConnections(0).getFrom()).startsWith("127.0.0.1:");
            assertThat(info(admin, stream).getConnections(0).getAvailableSlots()).isEqualTo(3);
            assertThat(info(admin, stream).getTotalItems()).isEqualTo(3);
        }

        call(admin, "Create", ofAll(CreateReq.AllOptions.newBuilder().setEnd(empty())));
        SubscriptionInfo ofAll =
                list(ListReq.Options.newBuilder()
                                .setListForStream(
                                        ListReq.StreamOption.newBuilder().setAll(empty())))
                        .getSubscriptions(0);
        assertThat(ofAll.getEventSource()).isEqualTo("$all");
        assertThat(ofAll.getStartFrom()).isEqualTo("C:-1/P:-1");
        assertThat(ofAll.getLastKnownEventPosition()).matches("(C:\\d+/P:\\d+)?");
    }

    @Test
    void groups_are_listed_by_stream_and_all_together() {
        GrpcRefusal none =
                GrpcRefusal.of(() -> list(ListReq.Options.newBuilder().setListForStream(one())));
        assertThat(none.code()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(none.trailer("group-name")).isEmpty();
        call(admin, "Create", creating(stream));
        assertThat(
                        list(ListReq.Options.newBuilder().setListForStream(one()))
                                .getSubscriptionsList())
                .extracting(SubscriptionInfo::getGroupName)
                .containsExactly("g");
        assertThat(
                        list(ListReq.Options.newBuilder().setListAllSubscriptions(empty()))
                                .getSubscriptionsList())
                .extracting(SubscriptionInfo::getEventSource)
                .contains(stream);
    }

    private ListReq.StreamOption one() {
        return ListReq.StreamOption.newBuilder().setStream(identifier(stream)).build();
    }

    private static ListResp list(ListReq.Options.Builder options) {
        return admin.one(
                SERVICE + "List",
                ListResp.getDefaultInstance(),
                ListReq.newBuilder().setOptions(options).build());
    }

    private void append(int count) {
        streams.append(new Append(StreamName.of(stream), ExpectedVersion.Belief.ANY, some(count)));
    }
}
