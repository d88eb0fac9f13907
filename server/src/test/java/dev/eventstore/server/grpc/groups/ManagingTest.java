package dev.eventstore.server.grpc.groups;

import static dev.eventstore.server.fixture.Events.some;
import static dev.eventstore.server.grpc.groups.GroupRequests.call;
import static dev.eventstore.server.grpc.groups.GroupRequests.connecting;
import static dev.eventstore.server.grpc.groups.GroupRequests.creating;
import static dev.eventstore.server.grpc.groups.GroupRequests.deleting;
import static dev.eventstore.server.grpc.groups.GroupRequests.empty;
import static dev.eventstore.server.grpc.groups.GroupRequests.identifier;
import static dev.eventstore.server.grpc.groups.GroupRequests.info;
import static dev.eventstore.server.grpc.groups.GroupRequests.ofAll;
import static dev.eventstore.server.grpc.groups.GroupRequests.replaying;
import static dev.eventstore.server.grpc.groups.GroupRequests.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.PersistentProto.CreateReq;
import dev.eventstore.server.grpc.wire.PersistentProto.SubscriptionInfo;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.grpc.wire.StreamsProto;
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

/** Groups that are made and changed, each test with a stream of its own. */
@Timeout(60)
@ExtendWith(RunningNode.class)
class ManagingTest {
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
    void groups_are_for_operators() {
        assertDenied(GrpcRefusal.of(() -> call(nobody, "Create", creating(stream))));
        call(admin, "Create", creating(stream));
        assertDenied(GrpcRefusal.of(() -> call(nobody, "Update", creating(stream))));
        assertDenied(GrpcRefusal.of(() -> call(nobody, "Delete", deleting(stream))));
        assertDenied(GrpcRefusal.of(() -> call(nobody, "ReplayParked", replaying(stream, 1))));
        assertDenied(GrpcRefusal.of(() -> call(nobody, "TruncateParked", replaying(stream, 1))));
        assertDenied(
                GrpcRefusal.of(() -> call(nobody, "RestartSubsystem", Empty.getDefaultInstance())));
    }

    private static void assertDenied(GrpcRefusal refusal) {
        assertThat(refusal.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(refusal.trailer("exception")).isEqualTo("access-denied");
    }

    @Test
    void a_refusal_names_stream_and_group() {
        GrpcRefusal missing = GrpcRefusal.of(() -> call(admin, "Delete", deleting(stream)));
        assertRefused(missing, Status.Code.NOT_FOUND, "persistent-subscription-does-not-exist");
        assertRefused(
                GrpcRefusal.of(() -> call(admin, "Update", creating(stream))),
                Status.Code.NOT_FOUND,
                "persistent-subscription-does-not-exist");
        assertRefused(
                GrpcRefusal.of(
                        () -> OpenRead.unconfirmed(admin, connecting(stream, 1).build()).next()),
                Status.Code.NOT_FOUND,
                "persistent-subscription-does-not-exist");
        assertRefused(
                GrpcRefusal.of(() -> info(admin, stream)),
                Status.Code.NOT_FOUND,
                "persistent-subscription-does-not-exist");
        call(admin, "Create", creating(stream));
        assertRefused(
                GrpcRefusal.of(() -> call(admin, "Create", creating(stream))),
                Status.Code.ALREADY_EXISTS,
                "persistent-subscription-exists");
    }

    private void assertRefused(GrpcRefusal refusal, Status.Code code, String exception) {
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.trailer("exception")).isEqualTo(exception);
        assertThat(refusal.trailer("stream-name")).isEqualTo(stream);
        assertThat(refusal.trailer("group-name")).isEqualTo("g");
    }

    @Test
    void what_is_wrong_with_a_group_is_told() {
        assertThat(failure(settings().setConsumerStrategy("Random")))
                .isEqualTo("Consumer strategy Random does not exist.");
        assertThat(failure(settings().clearConsumerStrategy().setNamedConsumerStrategyValue(9)))
                .isEqualTo("Consumer strategy 9 does not exist.");
        assertThat(failure(settings().setReadBatchSize(500))).contains("ReadBatchSize");
        assertThat(failure(settings().setLiveBufferSize(0))).contains("Live Buffer Size");
        assertThat(failure(settings().setMaxRetryCount(-1))).contains("Max Retry Count");
        assertThat(failure(settings().setMessageTimeoutTicks(-1))).contains("Message Timeout");
    }

    private String failure(CreateReq.Settings.Builder settings) {
        CreateReq.Builder request = creating(stream).toBuilder();
        request.getOptionsBuilder().setSettings(settings);
        GrpcRefusal refusal = GrpcRefusal.of(() -> call(admin, "Create", request.build()));
        assertRefused(refusal, Status.Code.INTERNAL, "persistent-subscription-failed");
        return refusal.trailer("reason");
    }

    @Test
    void a_place_that_there_is_not_is_no_beginning() {
        assertThat(startFailure(5, 6)).startsWith("Invalid Start From position");
        assertThat(startFailure(-1, 6)).startsWith("Invalid Start From position");
        assertThat(startFailure(1_000_000_000, 1)).startsWith("Invalid Start From position");
    }

    private static String startFailure(long commit, long prepare) {
        CreateReq request =
                ofAll(
                        CreateReq.AllOptions.newBuilder()
                                .setPosition(
                                        StreamsProto.ReadReq.Options.Position.newBuilder()
                                                .setCommitPosition(commit)
                                                .setPreparePosition(prepare)));
        return GrpcRefusal.of(() -> call(admin, "Create", request)).trailer("reason");
    }

    @Test
    void names_that_cannot_be_are_refused() {
        GrpcRefusal noStream = GrpcRefusal.of(() -> call(admin, "Create", creating("")));
        assertThat(noStream.trailer("reason")).isEqualTo("Bad stream name.");
        GrpcRefusal all = GrpcRefusal.of(() -> call(admin, "Create", creating("$all")));
        assertThat(all.trailer("reason")).isEqualTo("Bad stream name.");
        CreateReq.Builder noName = creating(stream).toBuilder();
        noName.getOptionsBuilder().setGroupName("");
        GrpcRefusal refusal = GrpcRefusal.of(() -> call(admin, "Create", noName.build()));
        assertThat(refusal.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.message()).contains("group_name");
    }

    @Test
    void the_forms_of_20_6_are_understood() {
        CreateReq.Settings.Builder old =
                settings()
                        .clearConsumerStrategy()
                        .setRevision(7)
                        .setMessageTimeoutTicks(25_000_000)
                        .setCheckpointAfterTicks(15_000_000)
                        .setNamedConsumerStrategy(CreateReq.ConsumerStrategy.Pinned);
        call(
                admin,
                "Create",
                CreateReq.newBuilder()
                        .setOptions(
                                CreateReq.Options.newBuilder()
                                        .setStreamIdentifier(identifier(stream))
                                        .setGroupName("g")
                                        .setSettings(old))
                        .build());

        SubscriptionInfo info = info(admin, stream);

        assertThat(info.getStartFrom()).isEqualTo("7");
        assertThat(info.getMessageTimeoutMilliseconds()).isEqualTo(2_500);
        assertThat(info.getCheckPointAfterMilliseconds()).isEqualTo(1_500);
        assertThat(info.getNamedConsumerStrategy()).isEqualTo("Pinned");
    }

    @Test
    void parked_events_can_be_dropped() {
        append(3);
        call(admin, "Create", creating(stream));
        try (OpenRead reader = OpenRead.of(nobody, stream, 3)) {
            reader.park(reader.event(), reader.event(), reader.event());
            await().until(() -> info(admin, stream).getParkedMessageCount() == 3);
            call(admin, "TruncateParked", replaying(stream, 2));
            await().until(() -> info(admin, stream).getParkedMessageCount() == 1);
            call(admin, "ReplayParked", replaying(stream, 9));
            assertThat(reader.event().getEvent().getStreamRevision()).isEqualTo(2);
        }
        GrpcRefusal refusal =
                GrpcRefusal.of(() -> call(admin, "ReplayParked", replaying(stream, -1)));
        assertRefused(refusal, Status.Code.INTERNAL, "persistent-subscription-failed");
    }

    @Test
    void operators_start_all_groups_anew() {
        append(1);
        call(admin, "Create", creating(stream));
        String operations = "event_store.client.operations.Operations/";
        admin.one(
                operations + "RestartPersistentSubscriptions", empty(), Empty.getDefaultInstance());
        await().ignoreExceptions().until(() -> !info(admin, stream).getGroupName().isEmpty());
        assertDenied(
                GrpcRefusal.of(() ->
                        nobody.one(
                                operations + "RestartPersistentSubscriptions",
                                empty(),
                                Empty.getDefaultInstance())));
    }

    private void append(int count) {
        streams.append(new Append(StreamName.of(stream), ExpectedVersion.Belief.ANY, some(count)));
    }
}
