package dev.eventstore.server.grpc.v2;

import static dev.eventstore.server.grpc.v2.Wire.record;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.Errors2Proto.StreamAlreadyInAppendSessionErrorDetails;
import dev.eventstore.server.grpc.wire.Errors2Proto.StreamDeletedErrorDetails;
import dev.eventstore.server.grpc.wire.Errors2Proto.StreamRevisionConflictErrorDetails;
import dev.eventstore.server.grpc.wire.Errors2Proto.StreamTombstonedErrorDetails;
import dev.eventstore.server.grpc.wire.StatusProto;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRequest;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendResponse;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendSessionResponse;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.StreamOperations;
import io.grpc.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Appends to several streams, each with a revision that is expected. */
@ExtendWith(RunningNode.class)
class AppendSessionTest {
    private static final String METHOD =
            "kurrentdb.protocol.v2.streams.StreamsService/AppendSession";
    private static final int NO_STREAM = -1;
    private static final int EXISTS = -4;

    private static GrpcClient client;
    private static StreamOperations streams;

    @BeforeAll
    static void connect(LocalNode node) {
        client = new GrpcClient(node.uri());
        streams = node.streams();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void requests_for_one_stream_in_a_row_are_one_append() {
        AppendSessionResponse done =
                append(request("row-a", NO_STREAM), request("row-a", 99), request("row-b"));

        assertThat(done.getOutputList())
                .extracting(AppendResponse::getStream)
                .containsExactly("row-a", "row-b");
        assertThat(done.getOutputList())
                .extracting(AppendResponse::getStreamRevision)
                .containsExactly(1L, 0L);
        assertThat(done.getPosition()).isEqualTo(streams.head().value());
    }

    @Test
    void a_conflict_on_one_stream_keeps_all_as_they_were() {
        write("conflict");
        Position before = streams.head();

        GrpcRefusal refusal = refused(request("free"), request("conflict", 5));

        assertThat(refusal.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(refusal.reason()).isEqualTo("STREAM_REVISION_CONFLICT");
        assertThat(refusal.detail(StreamRevisionConflictErrorDetails.class))
                .isEqualTo(
                        StreamRevisionConflictErrorDetails.newBuilder()
                                .setStream("conflict")
                                .setExpectedRevision(5)
                                .setActualRevision(0)
                                .build());
        assertThat(streams.head()).isEqualTo(before);
    }

    @Test
    void deleted_streams_are_told_apart() {
        write("soft");
        streams.delete(new Delete(StreamName.of("soft"), Belief.ANY, false));
        write("hard");
        streams.delete(new Delete(StreamName.of("hard"), Belief.ANY, true));

        GrpcRefusal soft = refused(request("soft", EXISTS));
        GrpcRefusal hard = refused(request("hard"));

        assertThat(soft.reason()).isEqualTo("STREAM_DELETED");
        assertThat(soft.detail(StreamDeletedErrorDetails.class).getStream()).isEqualTo("soft");
        assertThat(hard.reason()).isEqualTo("STREAM_TOMBSTONED");
        assertThat(hard.detail(StreamTombstonedErrorDetails.class).getStream()).isEqualTo("hard");
    }

    @Test
    void a_stream_comes_up_once() {
        GrpcRefusal refusal = refused(request("twice"), request("other"), request("twice"));

        assertThat(refusal.code()).isEqualTo(Status.Code.ABORTED);
        assertThat(refusal.reason()).isEqualTo("STREAM_ALREADY_IN_APPEND_SESSION");
        assertThat(refusal.detail(StreamAlreadyInAppendSessionErrorDetails.class).getStream())
                .isEqualTo("twice");
    }

    @Test
    void a_session_without_requests_is_refused() {
        GrpcRefusal refusal = refused();

        assertThat(refusal.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(refusal.reason()).isEqualTo("APPEND_SESSION_NO_REQUESTS");
    }

    @Test
    void a_stream_that_the_caller_may_not_write_is_denied() {
        GrpcRefusal refusal = refused(request("allowed"), request("$secret"));

        assertThat(refusal.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
        assertThat(refusal.reason()).isEqualTo("ACCESS_DENIED");
    }

    @Test
    void what_is_wrong_with_a_request_is_named() {
        assertField("records", AppendRequest.newBuilder().setStream("x").build());
        assertField("stream", AppendRequest.newBuilder().addRecords(record()).build());
        assertField("expected_revision", request("x", -3));
        assertField("expected_revision", request("x", Long.MIN_VALUE));
        assertField(
                "record_id",
                AppendRequest.newBuilder()
                        .setStream("x")
                        .addRecords(record().toBuilder().setRecordId("no-uuid"))
                        .build());
    }

    private static void assertField(String field, AppendRequest request) {
        GrpcRefusal refusal = refused(request);
        assertThat(refusal.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.message()).startsWith(field + ": ");
        assertThat(refusal.detail(StatusProto.BadRequest.class).getFieldViolations(0).getField())
                .isEqualTo(field);
    }

    private static AppendSessionResponse append(AppendRequest... requests) {
        return client.one(METHOD, AppendSessionResponse.getDefaultInstance(), requests);
    }

    private static GrpcRefusal refused(AppendRequest... requests) {
        return GrpcRefusal.of(() -> append(requests));
    }

    private static AppendRequest request(String stream) {
        return AppendRequest.newBuilder().setStream(stream).addRecords(record()).build();
    }

    private static AppendRequest request(String stream, long expected) {
        return request(stream).toBuilder().setExpectedRevision(expected).build();
    }

    private static void write(String stream) {
        streams.append(new Append(StreamName.of(stream), Belief.ANY, Events.some(1)));
    }
}
