package dev.eventstore.server.grpc.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcConversation;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.FeaturesProto.SupportedMethod;
import dev.eventstore.server.grpc.wire.FeaturesProto.SupportedMethods;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningNode.class)
class ServerFeaturesTest {
    private static final String METHOD =
            "event_store.client.server_features.ServerFeatures/GetSupportedMethods";

    /** How the methods are spelled, whose names are told in lower case. */
    private static final List<String> SPELLED =
            List.of(
                    "event_store.client.streams.Streams/Read",
                    "event_store.client.streams.Streams/Append",
                    "event_store.client.streams.Streams/Delete",
                    "event_store.client.streams.Streams/Tombstone",
                    "event_store.client.streams.Streams/BatchAppend",
                    "kurrentdb.protocol.v2.streams.StreamsService/AppendSession",
                    "kurrentdb.protocol.v2.streams.StreamsService/AppendRecords",
                    "event_store.client.persistent_subscriptions.PersistentSubscriptions/Create",
                    "event_store.client.persistent_subscriptions.PersistentSubscriptions/Update",
                    "event_store.client.persistent_subscriptions.PersistentSubscriptions/Delete",
                    "event_store.client.persistent_subscriptions.PersistentSubscriptions/Read",
                    "event_store.client.persistent_subscriptions.PersistentSubscriptions/GetInfo",
                    "event_store.client.persistent_subscriptions.PersistentSubscriptions/ReplayParked",
                    "event_store.client.persistent_subscriptions.PersistentSubscriptions/List",
                    "event_store.client.persistent_subscriptions.PersistentSubscriptions/RestartSubsystem",
                    "event_store.client.persistent_subscriptions.PersistentSubscriptions/TruncateParked",
                    "event_store.client.users.Users/Create",
                    "event_store.client.users.Users/Update",
                    "event_store.client.users.Users/Delete",
                    "event_store.client.users.Users/Disable",
                    "event_store.client.users.Users/Enable",
                    "event_store.client.users.Users/Details",
                    "event_store.client.users.Users/ChangePassword",
                    "event_store.client.users.Users/ResetPassword",
                    "event_store.client.operations.Operations/StartScavenge",
                    "event_store.client.operations.Operations/StopScavenge",
                    "event_store.client.operations.Operations/Shutdown",
                    "event_store.client.operations.Operations/MergeIndexes",
                    "event_store.client.operations.Operations/ResignNode",
                    "event_store.client.operations.Operations/SetNodePriority",
                    "event_store.client.operations.Operations/RestartPersistentSubscriptions",
                    "event_store.client.gossip.Gossip/Read",
                    "event_store.client.monitoring.Monitoring/Stats",
                    METHOD);

    private static GrpcClient client;

    @BeforeAll
    static void connect(LocalNode node) {
        client = new GrpcClient(node.uri());
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void exactly_what_is_served_is_told_of() {
        SupportedMethods told = ask();

        assertThat(told.getMethodsList())
                .extracting(method -> method.getServiceName() + "/" + method.getMethodName())
                .containsExactlyInAnyOrderElementsOf(
                        SPELLED.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList());
    }

    @Test
    void every_method_that_is_told_of_can_be_called() {
        // An empty message is refused by some, as one that lacks something.
        for (String method : SPELLED) {
            assertThat(code(method))
                    .as(method)
                    .isIn(
                            Status.Code.OK,
                            Status.Code.INVALID_ARGUMENT,
                            Status.Code.NOT_FOUND,
                            Status.Code.PERMISSION_DENIED);
        }
        assertThat(code("event_store.client.streams.Streams/NoSuch"))
                .isEqualTo(Status.Code.UNIMPLEMENTED);
    }

    @Test
    void what_clients_can_rely_on_of_a_method_is_told() {
        assertThat(ask().getMethodsList())
                .filteredOn(method -> method.getServiceName().endsWith(".streams.streams"))
                .filteredOn(method -> method.getFeaturesCount() > 0)
                .extracting(SupportedMethod::getMethodName, SupportedMethod::getFeaturesList)
                .containsExactlyInAnyOrder(
                        tuple("read", List.of("position", "events")),
                        tuple("batchappend", List.of("deadline_duration")));
    }

    @Test
    void groups_of_streams_and_of_everything_can_be_relied_on() {
        assertThat(ask().getMethodsList())
                .filteredOn(method -> method.getServiceName().endsWith("persistentsubscriptions"))
                .hasSize(9)
                .allSatisfy(method ->
                        assertThat(method.getFeaturesList()).containsExactly("stream", "all"));
    }

    @Test
    void the_version_has_three_numbers() {
        assertThat(ask().getEventStoreServerVersion()).matches("\\d+\\.\\d+\\.\\d+");
    }

    private static SupportedMethods ask() {
        return client.one(
                METHOD, SupportedMethods.getDefaultInstance(), Empty.getDefaultInstance());
    }

    /** How a call ends that sends nothing but an empty message; OK if it answers first. */
    private static Status.Code code(String method) {
        GrpcConversation<Empty> call = client.open(method, Empty.getDefaultInstance());
        call.send(Empty.getDefaultInstance());
        call.finish();
        try {
            boolean _ = call.nextOrEnd().isEmpty();
            return Status.Code.OK;
        } catch (StatusRuntimeException refused) {
            return refused.getStatus().getCode();
        } finally {
            call.cancel();
        }
    }
}
