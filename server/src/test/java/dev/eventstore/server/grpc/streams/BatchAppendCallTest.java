package dev.eventstore.server.grpc.streams;

import static dev.eventstore.server.grpc.streams.BatchAppends.METHOD;
import static dev.eventstore.server.grpc.streams.BatchAppends.event;
import static dev.eventstore.server.grpc.streams.BatchAppends.id;
import static dev.eventstore.server.grpc.streams.BatchAppends.options;
import static dev.eventstore.server.grpc.streams.BatchAppends.part;
import static dev.eventstore.server.grpc.streams.BatchAppends.stream;
import static dev.eventstore.server.grpc.streams.BatchAppends.whole;
import static dev.eventstore.server.grpc.streams.BatchAppends.yes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcConversation;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.SharedProto;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendResp;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** How a call with many appends goes on: their parts, their order, its end. */
@ExtendWith(RunningNode.class)
class BatchAppendCallTest {
    private static GrpcClient client;
    private static StreamOperations streams;
    private GrpcConversation<BatchAppendResp> call;

    @BeforeAll
    static void connect(LocalNode node) {
        client = new GrpcClient(node.uri());
        streams = node.streams();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void open() {
        call = client.open(METHOD, BatchAppendResp.getDefaultInstance());
    }

    @AfterEach
    void close() {
        call.cancel();
    }

    @Test
    void appends_in_parts_may_be_mixed() {
        SharedProto.UUID first = id();
        SharedProto.UUID second = id();

        call.send(part(first).setOptions(options("mixed-1").setNoStream(yes())).build());
        call.send(part(second).setOptions(options("mixed-2").setAny(yes())).build());
        call.send(part(first).addProposedMessages(event()).build());
        call.send(part(second).addProposedMessages(event()).setIsFinal(true).build());
        BatchAppendResp ofSecond = call.next();
        call.send(
                part(first)
                        .addProposedMessages(event())
                        .addProposedMessages(event())
                        .setIsFinal(true)
                        .build());
        BatchAppendResp ofFirst = call.next();

        assertThat(ofSecond.getCorrelationId()).isEqualTo(second);
        assertThat(ofSecond.getStreamIdentifier()).isEqualTo(stream("mixed-2"));
        assertThat(ofSecond.getSuccess().getCurrentRevision()).isZero();
        assertThat(ofFirst.getCorrelationId()).isEqualTo(first);
        assertThat(ofFirst.getSuccess().getCurrentRevision()).isEqualTo(2);
        assertThat(ofFirst.getSuccess().getPosition().getCommitPosition())
                .isGreaterThan(ofSecond.getSuccess().getPosition().getCommitPosition());
    }

    @Test
    void appends_to_one_stream_are_answered_in_order() {
        List<SharedProto.UUID> ids = List.of(id(), id(), id(), id());
        for (SharedProto.UUID id : ids) {
            call.send(whole(id, options("ordered").setAny(yes()), event()));
        }
        call.finish();

        for (int i = 0; i < ids.size(); i++) {
            BatchAppendResp answer = call.next();
            assertThat(answer.getCorrelationId()).isEqualTo(ids.get(i));
            assertThat(answer.getSuccess().getCurrentRevision()).isEqualTo(i);
        }
        assertThat(call.nextOrEnd()).isEmpty();
    }

    @Test
    void parts_of_an_append_that_never_began_are_ignored() {
        call.send(part(id()).addProposedMessages(event()).setIsFinal(true).build());
        SharedProto.UUID known = id();
        call.send(whole(known, options("known").setAny(yes()), event()));
        call.finish();

        assertThat(call.next().getCorrelationId()).isEqualTo(known);
        assertThat(call.nextOrEnd()).isEmpty();
    }

    /** Else each of them would wait for the disk on its own. */
    @Test
    void appends_to_one_stream_wait_for_the_disk_together(Client http) {
        CountDownLatch mayGoOn = new CountDownLatch(1);
        holdUpWriter(mayGoOn);
        List<SharedProto.UUID> ids = Stream.generate(BatchAppends::id).limit(20).toList();
        ids.forEach(id -> call.send(whole(id, options("together").setAny(yes()), event())));

        await().untilAsserted(() ->
                assertThat(http.get("/metrics").body()).contains("eventstore_log_waiting 20"));
        mayGoOn.countDown();

        for (int i = 0; i < ids.size(); i++) {
            BatchAppendResp answer = call.next();
            assertThat(answer.getCorrelationId()).isEqualTo(ids.get(i));
            assertThat(answer.getSuccess().getCurrentRevision()).isEqualTo(i);
        }
    }

    /** Holds up the log's writer, on whose thread runs what depends on an append. */
    private static void holdUpWriter(CountDownLatch mayGoOn) {
        Thread here = Thread.currentThread();
        CompletableFuture<Boolean> isHeld;
        do {
            CompletableFuture<Boolean> held = new CompletableFuture<>();
            var _ =
                    streams.appendLater(
                                    new Append(StreamName.of("held"), Belief.ANY, Events.some(1)))
                            .thenRun(() -> {
                                boolean isWriter = Thread.currentThread() != here;
                                held.complete(isWriter);
                                if (isWriter) {
                                    awaitQuietly(mayGoOn);
                                }
                            });
            isHeld = held;
        } while (!isHeld.join());
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            boolean _ = latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void an_append_without_a_correlation_id_ends_the_call() {
        call.send(
                BatchAppendReq.newBuilder()
                        .setOptions(options("nameless").setAny(yes()))
                        .setIsFinal(true)
                        .build());

        GrpcRefusal refusal = GrpcRefusal.of(() -> call.next());

        assertThat(refusal.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.message()).contains("correlation_id");
    }

    @Test
    void too_many_appends_that_are_begun_end_the_call() {
        for (int i = 0; i <= BatchAppending.INCOMPLETE_MAX; i++) {
            call.send(part(id()).setOptions(options("begun-" + i).setAny(yes())).build());
        }

        GrpcRefusal refusal = GrpcRefusal.of(() -> call.next());

        assertThat(refusal.code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    /** Who waits for an answer must learn that none will come. */
    @RepeatedTest(10)
    void a_node_that_stops_ends_the_call_while_appends_are_under_way() throws Exception {
        LocalNode stopping = LocalNode.inMemory();
        try (GrpcClient writer = new GrpcClient(stopping.uri())) {
            GrpcConversation<BatchAppendResp> writing =
                    writer.open(METHOD, BatchAppendResp.getDefaultInstance());
            writing.send(whole(id(), options("stopping").setAny(yes()), event()));
            writing.next();
            AtomicBoolean isOver = new AtomicBoolean();
            Thread sender =
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (!isOver.get()) {
                                        writing.send(
                                                whole(
                                                        id(),
                                                        options("stopping").setAny(yes()),
                                                        event()));
                                        writing.next();
                                    }
                                } catch (StatusRuntimeException | IllegalStateException ended) {
                                    // What the node is expected to bring about.
                                }
                            });
            stopping.close();

            assertThat(sender.join(Duration.ofSeconds(10))).as("has ended").isTrue();
            isOver.set(true);
        } finally {
            stopping.close();
        }
    }
}
