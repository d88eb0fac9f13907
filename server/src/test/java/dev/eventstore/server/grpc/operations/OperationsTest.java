package dev.eventstore.server.grpc.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.OperationsProto.ScavengeResp;
import dev.eventstore.server.grpc.wire.OperationsProto.ScavengeResp.ScavengeResult;
import dev.eventstore.server.grpc.wire.OperationsProto.StartScavengeReq;
import dev.eventstore.server.grpc.wire.OperationsProto.StopScavengeReq;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.stream.Append;
import io.grpc.Status;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(RunningNode.class)
class OperationsTest {
    private static final String SERVICE = "event_store.client.operations.Operations/";
    private static final int BATCHES = 40;
    private static final int BATCH = 1_000;

    private GrpcClient nobody;
    private GrpcClient operator;

    @BeforeEach
    void connect(LocalNode node) {
        nobody = new GrpcClient(node.uri());
        operator = nobody.as("ops", "changeit");
    }

    @AfterEach
    void disconnect() {
        nobody.close();
    }

    @Test
    void a_scavenge_starts_and_ends() {
        ScavengeResp started = start(operator, 1, 0);

        assertThat(started.getScavengeResult()).isEqualTo(ScavengeResult.Started);
        assertThat(UUID.fromString(started.getScavengeId())).isNotNull();
        await().untilAsserted(() -> assertNotFound(started.getScavengeId()));
    }

    @Test
    void a_scavenge_that_runs_is_told_of_and_can_be_stopped(LocalNode node, Client http) {
        fill(node);
        // Only HTTP can ask for a slow one.
        String body =
                http.post("/admin/scavenge?throttlePercent=1", "", "Authorization", Client.ADMIN)
                        .body();

        ScavengeResp running = start(operator, 0, 0);
        ScavengeResp stopped = stop(operator, running.getScavengeId());

        assertThat(running.getScavengeResult()).isEqualTo(ScavengeResult.InProgress);
        assertThat(body).contains(running.getScavengeId());
        assertThat(stopped.getScavengeResult()).isEqualTo(ScavengeResult.Stopped);
        assertThat(stopped.getScavengeId()).isEqualTo(running.getScavengeId());
    }

    @Test
    void a_scavenge_that_does_not_run_is_not_found() {
        for (String id : List.of(UUID.randomUUID().toString(), "no-uuid", "")) {
            assertNotFound(id);
        }
    }

    @Test
    void numbers_below_the_least_are_refused_by_name() {
        assertThat(GrpcRefusal.of(() -> start(operator, -1, 0)).message()).contains("thread_count");
        assertThat(GrpcRefusal.of(() -> start(operator, 1, -1)).message())
                .contains("start_from_chunk");
    }

    @Test
    void what_means_nothing_to_a_node_that_is_alone_changes_nothing() {
        for (String method : List.of("MergeIndexes", "ResignNode", "SetNodePriority")) {
            assertThat(call(operator, method)).isEqualTo(Empty.getDefaultInstance());
        }
    }

    @Test
    void only_operators_may_do_so() {
        for (Runnable act :
                List.<Runnable>of(
                        () -> start(nobody, 1, 0),
                        () -> stop(nobody, UUID.randomUUID().toString()),
                        () -> call(nobody, "MergeIndexes"),
                        () -> call(nobody, "ResignNode"),
                        () -> call(nobody, "SetNodePriority"),
                        () -> call(nobody, "Shutdown"))) {
            GrpcRefusal refusal = GrpcRefusal.of(act::run);

            assertThat(refusal.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(refusal.trailer("exception")).isEqualTo("access-denied");
        }
    }

    private void assertNotFound(String id) {
        GrpcRefusal refusal = GrpcRefusal.of(() -> stop(operator, id));

        assertThat(refusal.code()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(refusal.trailer("exception")).isEqualTo("scavenge-not-found");
        assertThat(refusal.trailer("scavenge-id")).isEqualTo(id);
    }

    private static void fill(LocalNode node) {
        StreamName stream = StreamName.of("filled");
        for (int i = 0; i < BATCHES; i++) {
            node.streams().append(new Append(stream, Belief.ANY, Events.some(BATCH)));
        }
        node.streams()
                .append(
                        new Append(
                                stream.metastream(),
                                Belief.ANY,
                                List.of(Events.metadata("{\"$maxCount\":1}"))));
    }

    private static ScavengeResp start(GrpcClient caller, int threads, int fromChunk) {
        return scavenge(
                caller,
                "StartScavenge",
                StartScavengeReq.newBuilder()
                        .setOptions(
                                StartScavengeReq.Options.newBuilder()
                                        .setThreadCount(threads)
                                        .setStartFromChunk(fromChunk))
                        .build());
    }

    private static ScavengeResp stop(GrpcClient caller, String id) {
        return scavenge(
                caller,
                "StopScavenge",
                StopScavengeReq.newBuilder()
                        .setOptions(StopScavengeReq.Options.newBuilder().setScavengeId(id))
                        .build());
    }

    private static ScavengeResp scavenge(GrpcClient caller, String method, Message request) {
        return caller.one(SERVICE + method, ScavengeResp.getDefaultInstance(), request);
    }

    private static Empty call(GrpcClient caller, String method) {
        return caller.one(SERVICE + method, Empty.getDefaultInstance(), Empty.getDefaultInstance());
    }
}
