package dev.eventstore.server.grpc.v2;

import static dev.eventstore.server.grpc.v2.Wire.check;
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
import dev.eventstore.server.grpc.wire.Errors2Proto.AppendConsistencyViolationErrorDetails;
import dev.eventstore.server.grpc.wire.Errors2Proto.ConsistencyViolation;
import dev.eventstore.server.grpc.wire.Errors2Proto.ConsistencyViolation.StreamStateViolation;
import dev.eventstore.server.grpc.wire.Errors2Proto.StreamTombstonedErrorDetails;
import dev.eventstore.server.grpc.wire.StatusProto;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRecord;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRecordsRequest;
import dev.eventstore.server.grpc.wire.Streams2Proto.AppendRecordsResponse;
import dev.eventstore.server.grpc.wire.Streams2Proto.ConsistencyCheck;
import dev.eventstore.server.grpc.wire.Streams2Proto.SchemaFormat;
import dev.eventstore.server.grpc.wire.Streams2Proto.StreamRevision;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.StreamOperations;
import io.grpc.Status;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Records of several streams, and checks that have to hold for them. */
@ExtendWith(RunningNode.class)
class AppendRecordsTest {
    private static final String METHOD =
            "kurrentdb.protocol.v2.streams.StreamsService/AppendRecords";
    private static final int NO_STREAM = -1;
    private static final int EXISTS = -4;
    private static final int SOFT_DELETED = -5;
    private static final int TOMBSTONED = -6;

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
    void records_of_several_streams_keep_their_order() {
        AppendRecordsResponse done =
                append(List.of(record("or-a"), record("or-b"), record("or-a")), List.of());

        assertThat(done.getRevisionsList()).containsExactly(at("or-a", 1), at("or-b", 0));
        assertThat(done.getPosition()).isEqualTo(streams.head().value());
    }

    @Test
    void checks_look_at_streams_that_are_not_written() {
        write("ch-ruling", 3);

        AppendRecordsResponse done =
                append(
                        List.of(record("ch-ruled")),
                        List.of(
                                check("ch-ruling", 2),
                                check("ch-other", NO_STREAM),
                                check("ch-ruled", NO_STREAM)));

        assertThat(done.getRevisionsList()).containsExactly(at("ch-ruled", 0));
    }

    @Test
    void each_check_that_fails_is_told_and_nothing_is_written() {
        write("vi-short", 1);
        Position before = streams.head();

        GrpcRefusal refusal =
                refused(
                        List.of(record("vi-new"), record("vi-short")),
                        List.of(
                                check("vi-short", 5),
                                check("vi-new", NO_STREAM),
                                check("vi-none", EXISTS)));

        assertThat(refusal.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(refusal.reason()).isEqualTo("APPEND_CONSISTENCY_VIOLATION");
        assertThat(refusal.detail(AppendConsistencyViolationErrorDetails.class).getViolationsList())
                .containsExactly(
                        violation(0, "vi-short", 5, 0), violation(2, "vi-none", EXISTS, NO_STREAM));
        assertThat(streams.head()).isEqualTo(before);
    }

    @Test
    void who_asks_for_deleted_streams_is_told_how_they_were_deleted() {
        write("de-soft", 1);
        streams.delete(new Delete(StreamName.of("de-soft"), Belief.ANY, false));
        write("de-hard", 1);
        streams.delete(new Delete(StreamName.of("de-hard"), Belief.ANY, true));

        GrpcRefusal refusal =
                refused(
                        List.of(record("de-new")),
                        List.of(check("de-soft", TOMBSTONED), check("de-hard", SOFT_DELETED)));
        AppendRecordsResponse done =
                append(
                        List.of(record("de-new")),
                        List.of(check("de-soft", SOFT_DELETED), check("de-hard", TOMBSTONED)));

        assertThat(refusal.detail(AppendConsistencyViolationErrorDetails.class).getViolationsList())
                .containsExactly(
                        violation(0, "de-soft", TOMBSTONED, SOFT_DELETED),
                        violation(1, "de-hard", SOFT_DELETED, TOMBSTONED));
        assertThat(done.getRevisionsList()).containsExactly(at("de-new", 0));
    }

    @Test
    void a_tombstone_takes_no_records_and_the_others_are_not_written_either() {
        write("to-gone", 1);
        streams.delete(new Delete(StreamName.of("to-gone"), Belief.ANY, true));
        Position before = streams.head();

        GrpcRefusal refusal = refused(List.of(record("to-new"), record("to-gone")), List.of());

        assertThat(refusal.code()).isEqualTo(Status.Code.FAILED_PRECONDITION);
        assertThat(refusal.reason()).isEqualTo("STREAM_TOMBSTONED");
        assertThat(refusal.detail(StreamTombstonedErrorDetails.class).getStream())
                .isEqualTo("to-gone");
        assertThat(streams.head()).isEqualTo(before);
    }

    @Test
    void a_repeat_is_answered_as_the_first_time_though_its_checks_fail_now() {
        List<AppendRecord> records =
                List.of(
                        record("re-a").toBuilder().setRecordId(uuid()).build(),
                        record("re-b").toBuilder().setRecordId(uuid()).build());
        List<ConsistencyCheck> checks = List.of(check("re-a", NO_STREAM));
        AppendRecordsResponse original = append(records, checks);

        assertThat(append(records, checks)).isEqualTo(original);
        assertThat(streams.head().value()).isGreaterThanOrEqualTo(original.getPosition());
        assertThat(head("re-a")).isZero();
    }

    @Test
    void a_stream_that_the_caller_may_not_write_or_check_is_denied() {
        GrpcRefusal written = refused(List.of(record("ac-a"), record("$ac-secret")), List.of());
        GrpcRefusal checked =
                refused(List.of(record("ac-a")), List.of(check("$ac-secret", NO_STREAM)));

        for (GrpcRefusal refusal : List.of(written, checked)) {
            assertThat(refusal.code()).isEqualTo(Status.Code.PERMISSION_DENIED);
            assertThat(refusal.reason()).isEqualTo("ACCESS_DENIED");
        }
        assertThat(head("ac-a")).isEqualTo(NO_STREAM);
    }

    @Test
    void what_is_wrong_with_a_record_is_named() {
        assertField("records");
        assertField("stream", record());
        assertField("stream", record("$$metadata"));
        assertField("record_id", record("x").toBuilder().setRecordId("no-uuid").build());
        assertField("record_id", record("x").toBuilder().setRecordId("1-1-1-1-1").build());
        assertField("schema.name", record("x").toBuilder().clearSchema().build());
        AppendRecord.Builder record = record("x").toBuilder();
        record.getSchemaBuilder().setName("has a space");
        assertField("schema.name", record.build());
        record.getSchemaBuilder().setName("good").setFormat(SchemaFormat.SCHEMA_FORMAT_UNSPECIFIED);
        assertField("schema.format", record.build());
        record.getSchemaBuilder().setFormatValue(77);
        assertField("schema.format", record.build());
    }

    @Test
    void what_is_wrong_with_a_check_is_named() {
        assertCheck("checks", ConsistencyCheck.getDefaultInstance());
        assertCheck("checks", check("a", 0), check("a", 1));
        assertCheck("stream", check("", 0));
        assertCheck("expected_state", check("a", -3));
        assertCheck("expected_state", check("a", -7));
        assertCheck("expected_state", check("a", Long.MIN_VALUE));
    }

    private static void assertField(String field, AppendRecord... records) {
        assertRefused(field, refused(List.of(records), List.of()));
    }

    private static void assertCheck(String field, ConsistencyCheck... checks) {
        assertRefused(field, refused(List.of(record("x")), List.of(checks)));
    }

    private static void assertRefused(String field, GrpcRefusal refusal) {
        assertThat(refusal.code()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.message()).startsWith(field + ": ");
        assertThat(refusal.reason()).isEqualTo("BAD_REQUEST");
        assertThat(refusal.detail(StatusProto.BadRequest.class).getFieldViolations(0).getField())
                .isEqualTo(field);
    }

    private static AppendRecordsResponse append(
            List<AppendRecord> records, List<ConsistencyCheck> checks) {
        return client.one(
                METHOD,
                AppendRecordsResponse.getDefaultInstance(),
                AppendRecordsRequest.newBuilder()
                        .addAllRecords(records)
                        .addAllChecks(checks)
                        .build());
    }

    private static GrpcRefusal refused(List<AppendRecord> records, List<ConsistencyCheck> checks) {
        return GrpcRefusal.of(() -> append(records, checks));
    }

    private static void write(String stream, int events) {
        streams.append(new Append(StreamName.of(stream), Belief.ANY, Events.some(events)));
    }

    private static long head(String stream) {
        return ((MetadataResult.InForce) streams.metadata(StreamName.of(stream))).head();
    }

    private static StreamRevision at(String stream, long revision) {
        return StreamRevision.newBuilder().setStream(stream).setRevision(revision).build();
    }

    private static ConsistencyViolation violation(
            int check, String stream, long expected, long actual) {
        return ConsistencyViolation.newBuilder()
                .setCheckIndex(check)
                .setStreamState(
                        StreamStateViolation.newBuilder()
                                .setStream(stream)
                                .setExpectedState(expected)
                                .setActualState(actual))
                .build();
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }
}
