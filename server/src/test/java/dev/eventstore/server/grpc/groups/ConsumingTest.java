package dev.eventstore.server.grpc.groups;

import static dev.eventstore.server.fixture.Events.some;
import static dev.eventstore.server.grpc.groups.GroupRequests.SERVICE;
import static dev.eventstore.server.grpc.groups.GroupRequests.call;
import static dev.eventstore.server.grpc.groups.GroupRequests.connecting;
import static dev.eventstore.server.grpc.groups.GroupRequests.creating;
import static dev.eventstore.server.grpc.groups.GroupRequests.deleting;
import static dev.eventstore.server.grpc.groups.GroupRequests.empty;
import static dev.eventstore.server.grpc.groups.GroupRequests.info;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcConversation;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.PersistentProto.CreateReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ReadReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ReadResp;
import dev.eventstore.server.grpc.wire.SharedProto.UUID;
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

/** Consumers that are no client library, each test with a stream of its own. */
@Timeout(60)
@ExtendWith(RunningNode.class)
class ConsumingTest {
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
    void who_may_not_read_the_stream_may_not_consume() {
        call(admin, "Create", creating("$" + stream));
        assertDenied(
                GrpcRefusal.of(() ->
                        OpenRead.unconfirmed(nobody, connecting("$" + stream, 1).build()).next()));
    }

    @Test
    void a_consumer_is_confirmed_and_gets_no_more_than_its_window() {
        append(5);
        call(admin, "Create", creating(stream));
        try (OpenRead reader = OpenRead.of(nobody, stream, 2)) {
            ReadResp.ReadEvent first = reader.event();
            ReadResp.ReadEvent second = reader.event();
            assertThat(first.getEvent().getStreamRevision()).isZero();
            assertThat(first.getRetryCount()).isZero();
            assertThat(first.hasRetryCount()).isTrue();
            assertThat(first.getCommitPosition()).isPositive();
            assertThat(info(admin, stream).getTotalInFlightMessages()).isEqualTo(2);
            reader.ack(second);
            assertThat(reader.event().getEvent().getStreamRevision()).isEqualTo(2);
        }
    }

    @Test
    void ids_come_and_go_as_text_for_whoever_wants_that() {
        append(2);
        call(admin, "Create", creating(stream));
        ReadReq.Builder request = connecting(stream, 1);
        request.getOptionsBuilder().getUuidOptionBuilder().setString(empty());
        try (OpenRead reader = new OpenRead(nobody, request.build())) {
            ReadResp.ReadEvent first = reader.event();
            assertThat(first.getEvent().getId().getString()).hasSize(36);
            reader.ack(first);
            assertThat(reader.event().getEvent().getStreamRevision()).isEqualTo(1);
        }
    }

    @Test
    void who_has_no_more_to_say_still_gets_what_fits() {
        append(5);
        call(admin, "Create", creating(stream));
        try (OpenRead reader = OpenRead.of(nobody, stream, 2)) {
            reader.call.finish();
            assertThat(reader.event().getEvent().getStreamRevision()).isZero();
            assertThat(reader.event().getEvent().getStreamRevision()).isEqualTo(1);
        }
        await().until(() -> info(admin, stream).getConnectionsCount() == 0);
    }

    @Test
    void a_consumer_that_talks_nonsense_is_told_so_and_leaves() {
        append(1);
        call(admin, "Create", creating(stream));
        for (ReadReq nonsense :
                new ReadReq[] {
                    connecting(stream, 1).build(),
                    ReadReq.getDefaultInstance(),
                    ReadReq.newBuilder()
                            .setNack(ReadReq.Nack.newBuilder().setActionValue(9))
                            .build(),
                    ReadReq.newBuilder()
                            .setAck(
                                    ReadReq.Ack.newBuilder()
                                            .addIds(UUID.newBuilder().setString("1-2-3")))
                            .build()
                }) {
            try (OpenRead reader = OpenRead.of(nobody, stream, 1)) {
                reader.event();
                reader.call.send(nonsense);
                assertThat(GrpcRefusal.of(reader.call::nextOrEnd).code())
                        .isEqualTo(Status.Code.INVALID_ARGUMENT);
            }
        }
        await().until(() -> info(admin, stream).getConnectionsCount() == 0);
    }

    @Test
    void a_read_begins_with_options_that_make_sense() {
        call(admin, "Create", creating(stream));
        ReadReq.Builder noIds = connecting(stream, 1);
        noIds.getOptionsBuilder().clearUuidOption();
        for (ReadReq nonsense :
                new ReadReq[] {
                    ReadReq.newBuilder().setAck(ReadReq.Ack.getDefaultInstance()).build(),
                    connecting(stream, 0).build(),
                    noIds.build()
                }) {
            GrpcConversation<ReadResp> call =
                    nobody.open(SERVICE + "Read", ReadResp.getDefaultInstance());
            call.send(nonsense);
            assertThat(GrpcRefusal.of(call::nextOrEnd).code())
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
        }
    }

    @Test
    void a_full_group_says_so() {
        CreateReq.Builder request = creating(stream).toBuilder();
        request.getOptionsBuilder().getSettingsBuilder().setMaxSubscriberCount(1);
        call(admin, "Create", request.build());
        try (OpenRead _ = OpenRead.of(nobody, stream, 1)) {
            GrpcRefusal refusal =
                    GrpcRefusal.of(() ->
                            OpenRead.unconfirmed(nobody, connecting(stream, 1).build()).next());
            assertRefused(refusal, Status.Code.FAILED_PRECONDITION, "maximum-subscribers-reached");
            assertThat(refusal.message())
                    .startsWith("Maximum subscriptions reached for subscription group");
        }
    }

    @Test
    void a_consumer_learns_that_it_was_dropped() {
        call(admin, "Create", creating(stream));
        try (OpenRead reader = OpenRead.of(nobody, stream, 1)) {
            call(admin, "Update", creating(stream));
            assertRefused(
                    GrpcRefusal.of(reader.call::nextOrEnd),
                    Status.Code.CANCELLED,
                    "persistent-subscription-dropped");
        }
        try (OpenRead reader = OpenRead.of(nobody, stream, 1)) {
            call(admin, "Delete", deleting(stream));
            assertRefused(
                    GrpcRefusal.of(reader.call::nextOrEnd),
                    Status.Code.CANCELLED,
                    "persistent-subscription-dropped");
        }
    }

    private static void assertDenied(GrpcRefusal refusal) {
        assertThat(refusal.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(refusal.trailer("exception")).isEqualTo("access-denied");
    }

    private void assertRefused(GrpcRefusal refusal, Status.Code code, String exception) {
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.trailer("exception")).isEqualTo(exception);
        assertThat(refusal.trailer("stream-name")).isEqualTo(stream);
        assertThat(refusal.trailer("group-name")).isEqualTo("g");
    }

    private void append(int count) {
        streams.append(new Append(StreamName.of(stream), ExpectedVersion.Belief.ANY, some(count)));
    }
}
