package dev.eventstore.server.grpc.v2;

import static dev.eventstore.server.grpc.v2.Wire.record;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.Errors2Proto.AppendRecordSizeExceededErrorDetails;
import dev.eventstore.server.grpc.wire.Errors2Proto.AppendTransactionSizeExceededErrorDetails;
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
import java.util.List;
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
                append(expecting("row-a", NO_STREAM), expecting("row-a", 99), request("row-b"));

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

        GrpcRefusal refusal = refused(request("free"), expecting("conflict", 5));

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

        GrpcRefusal soft = refused(expecting("soft", EXISTS));
        GrpcRefusal hard = refused(request("hard"));

        assertThat(soft.reason()).isEqualTo("STREAM_DELETED");
        assertThat(soft.detail(StreamDeletedErrorDetails.class).getStream()).isEqualTo("soft");
        assertThat(hard.reason()).isEqualTo("STREAM_TOMBSTONED");
        assertThat(hard.detail(StreamTombstonedErrorDetails.class).getStream()).isEqualTo("hard");
    }

    @Test
    void who_may_not_look_at_streams_is_told_of_a_soft_deletion_all_the_same() {
        String acl = "{\"$userStreamAcl\":{\"$w\":\"$all\",\"$mr\":\"$admins\"}}";
        try (LocalNode node = LocalNode.inMemory();
                GrpcClient writer = new GrpcClient(node.uri())) {
            StreamName stream = StreamName.of("unseen");
            append(node, stream, Events.event("{}"));
            node.streams().delete(new Delete(stream, Belief.ANY, false));
            append(node, SystemStreams.SETTINGS, Events.event(acl));

            GrpcRefusal refusal = GrpcRefusal.of(() -> append(writer, expecting("unseen", EXISTS)));

            assertThat(refusal.reason()).isEqualTo("STREAM_DELETED");
        }
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
    void too_large_a_record_is_told_with_its_size() {
        AppendRequest request = request("large", Append.EVENT_BYTES_MAX + 1);
        String id = "c2d1f0a4-5a0e-4c43-9a0e-6d4f1b6d8f11";

        GrpcRefusal refusal =
                refused(
                        request.toBuilder()
                                .setRecords(0, request.getRecords(0).toBuilder().setRecordId(id))
                                .build());

        assertThat(refusal.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.reason()).isEqualTo("APPEND_RECORD_SIZE_EXCEEDED");
        AppendRecordSizeExceededErrorDetails detail =
                refusal.detail(AppendRecordSizeExceededErrorDetails.class);
        assertThat(detail.getStream()).isEqualTo("large");
        assertThat(detail.getRecordId()).isEqualTo(id);
        assertThat(detail.getSize()).isGreaterThan(Append.EVENT_BYTES_MAX);
        assertThat(detail.getMaxSize()).isEqualTo(Append.EVENT_BYTES_MAX);
    }

    @Test
    void too_much_together_is_told_and_nothing_is_written() {
        AppendRequest large = request("much", Append.EVENT_BYTES_MAX - 1_000);
        Position before = streams.head();

        GrpcRefusal refusal = refused(large, large, large, large, large);

        assertThat(refusal.code()).isEqualTo(Status.Code.ABORTED);
        assertThat(refusal.reason()).isEqualTo("APPEND_TRANSACTION_SIZE_EXCEEDED");
        AppendTransactionSizeExceededErrorDetails detail =
                refusal.detail(AppendTransactionSizeExceededErrorDetails.class);
        assertThat(detail.getSize()).isGreaterThan(detail.getMaxSize());
        assertThat(detail.getMaxSize()).isEqualTo(64 * 1024 * 1024);
        assertThat(streams.head()).isEqualTo(before);
    }

    @Test
    void what_is_wrong_with_a_request_is_named() {
        assertField("records", AppendRequest.newBuilder().setStream("x").build());
        assertField("stream", AppendRequest.newBuilder().addRecords(record()).build());
        assertField("expected_revision", expecting("x", -3));
        assertField("expected_revision", expecting("x", Long.MIN_VALUE));
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

    private static void append(LocalNode node, StreamName stream, NewEvent event) {
        node.streams().append(new Append(stream, Belief.ANY, List.of(event)));
    }

    private static AppendSessionResponse append(AppendRequest... requests) {
        return append(client, requests);
    }

    private static AppendSessionResponse append(GrpcClient caller, AppendRequest... requests) {
        return caller.one(METHOD, AppendSessionResponse.getDefaultInstance(), requests);
    }

    private static GrpcRefusal refused(AppendRequest... requests) {
        return GrpcRefusal.of(() -> append(requests));
    }

    private static AppendRequest request(String stream) {
        return AppendRequest.newBuilder().setStream(stream).addRecords(record()).build();
    }

    private static AppendRequest request(String stream, int bytes) {
        AppendRequest.Builder request = request(stream).toBuilder();
        request.getRecordsBuilder(0).setData(ByteString.copyFrom(new byte[bytes]));
        return request.build();
    }

    private static AppendRequest expecting(String stream, long expected) {
        return request(stream).toBuilder().setExpectedRevision(expected).build();
    }

    private static void write(String stream) {
        streams.append(new Append(StreamName.of(stream), Belief.ANY, Events.some(1)));
    }
}
