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

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcConversation;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.wire.SharedProto;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.BatchAppendResp;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.StreamOperations;
import io.grpc.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of appends on a call that takes many. */
class BatchAppendTest {
    private static final int WRONG_EXPECTED_VERSION = 6;

    @RegisterExtension
    static final RunningNode NODE =
            RunningNode.with("--max-append-size", "2000", "--max-append-event-size", "1000");

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
    void a_wrong_expected_version_is_told_with_both_versions() {
        ask(options("versioned").setAny(yes()), event());

        BatchAppendResp refused = ask(options("versioned").setStreamPosition(7), event());
        BatchAppendResp missing = ask(options("never").setStreamExists(yes()), event());

        assertThat(refused.getError().getCode()).isEqualTo(WRONG_EXPECTED_VERSION);
        assertThat(detail(refused, SharedProto.WrongExpectedVersion.class))
                .isEqualTo(
                        SharedProto.WrongExpectedVersion.newBuilder()
                                .setCurrentStreamRevision(0)
                                .setExpectedStreamPosition(7)
                                .build());
        assertThat(refused.getStreamIdentifier()).isEqualTo(stream("versioned"));
        assertThat(detail(missing, SharedProto.WrongExpectedVersion.class))
                .isEqualTo(
                        SharedProto.WrongExpectedVersion.newBuilder()
                                .setCurrentNoStream(yes())
                                .setExpectedStreamExists(yes())
                                .build());
    }

    @Test
    void a_tombstone_is_told() {
        StreamName gone = StreamName.of("gone");
        streams.append(new Append(gone, Belief.ANY, Events.some(1)));
        streams.delete(new Delete(gone, Belief.ANY, true));

        BatchAppendResp refused = ask(options("gone").setAny(yes()), event());

        assertThat(refused.getError().getCode()).isEqualTo(Status.Code.NOT_FOUND.value());
        assertThat(detail(refused, SharedProto.StreamDeleted.class).getStreamIdentifier())
                .isEqualTo(stream("gone"));
    }

    @Test
    void what_the_caller_may_not_write_is_denied_and_the_call_goes_on() {
        BatchAppendResp refused = ask(options("$secret").setAny(yes()), event());
        BatchAppendResp done = ask(options("open").setAny(yes()), event());

        assertThat(refused.getError().getCode()).isEqualTo(Status.Code.PERMISSION_DENIED.value());
        detail(refused, SharedProto.AccessDenied.class);
        assertThat(done.hasSuccess()).isTrue();
    }

    @Test
    void too_large_an_event_is_told_with_its_size() {
        BatchAppendReq.ProposedMessage large =
                event().toBuilder().setData(ByteString.copyFrom(new byte[1001])).build();

        BatchAppendResp refused = ask(options("large").setAny(yes()), event(), large);

        SharedProto.MaximumAppendEventSizeExceeded detail =
                detail(refused, SharedProto.MaximumAppendEventSizeExceeded.class);
        assertThat(refused.getError().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
        assertThat(detail.getEventId()).isEqualTo(large.getId().getString());
        assertThat(detail.getProposedEventSize()).isEqualTo(1001 + "thing-happened".length());
        assertThat(detail.getMaxAppendEventSize()).isEqualTo(1000);
    }

    @Test
    void too_large_an_append_is_refused_as_soon_as_it_is() {
        BatchAppendReq.ProposedMessage half =
                event().toBuilder().setData(ByteString.copyFrom(new byte[900])).build();
        SharedProto.UUID id = id();

        call.send(part(id).setOptions(options("large").setAny(yes())).build());
        for (int i = 0; i < 4; i++) {
            call.send(part(id).addProposedMessages(half).build());
        }
        call.send(part(id).setIsFinal(true).build());
        call.finish();
        BatchAppendResp refused = call.next();

        assertThat(detail(refused, SharedProto.MaximumAppendSizeExceeded.class).getMaxAppendSize())
                .isEqualTo(2000);
        assertThat(call.nextOrEnd()).as("an answer to the late parts").isEmpty();
    }

    @Test
    void what_an_event_lacks_is_named() {
        assertThat(badRequest(event().toBuilder().removeMetadata("type").build())).contains("type");
        assertThat(badRequest(event().toBuilder().removeMetadata("content-type").build()))
                .contains("content-type");
        assertThat(badRequest(event().toBuilder().clearId().build())).contains("id of an event");
        assertThat(
                        badRequest(
                                event().toBuilder()
                                        .setId(SharedProto.UUID.newBuilder().setString("1-1-1-1-1"))
                                        .build()))
                .contains("id of an event");
    }

    @Test
    void what_the_options_lack_is_named() {
        BatchAppendResp noStream = ask(BatchAppendReq.Options.newBuilder().setAny(yes()), event());
        BatchAppendResp noExpectation = ask(options("unexpected"), event());

        assertThat(detail(noStream, SharedProto.BadRequest.class).getMessage())
                .contains("stream_identifier");
        assertThat(detail(noExpectation, SharedProto.BadRequest.class).getMessage())
                .contains("expected_stream_position");
    }

    @Test
    void a_repeat_has_the_position_of_the_original() {
        BatchAppendReq.ProposedMessage event = event();
        BatchAppendResp original = ask(options("again").setNoStream(yes()), event);

        BatchAppendResp repeat = ask(options("again").setNoStream(yes()), event);

        assertThat(original.getSuccess().hasPosition()).isTrue();
        assertThat(repeat.getSuccess().getPosition())
                .isEqualTo(original.getSuccess().getPosition());
        assertThat(repeat.getSuccess().getCurrentRevision()).isZero();
    }

    @Test
    void an_append_whose_time_is_up_is_not_written() {
        BatchAppendResp late =
                ask(
                        options("late")
                                .setAny(yes())
                                .setDeadline(Duration.newBuilder().setSeconds(-1)),
                        event());

        assertThat(late.getError().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED.value());
        detail(late, SharedProto.Timeout.class);
        assertThat(ask(options("late").setNoStream(yes()), event()).hasSuccess()).isTrue();
    }

    @Test
    void that_its_time_is_up_is_told_before_its_size() {
        BatchAppendReq.ProposedMessage large =
                event().toBuilder().setData(ByteString.copyFrom(new byte[1001])).build();

        BatchAppendResp late =
                ask(
                        options("late")
                                .setAny(yes())
                                .setDeadline21100(Timestamp.newBuilder().setSeconds(1)),
                        large);

        detail(late, SharedProto.Timeout.class);
    }

    @Test
    void an_append_without_events_only_checks_what_is_expected() {
        BatchAppendResp fine = ask(options("empty").setNoStream(yes()));
        BatchAppendResp wrong = ask(options("empty").setStreamPosition(3));

        assertThat(fine.getSuccess().hasNoStream()).isTrue();
        assertThat(wrong.getError().getCode()).isEqualTo(WRONG_EXPECTED_VERSION);
    }

    private String badRequest(BatchAppendReq.ProposedMessage event) {
        BatchAppendResp refused = ask(options("refused").setAny(yes()), event, event());
        assertThat(refused.getError().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT.value());
        return detail(refused, SharedProto.BadRequest.class).getMessage();
    }

    private BatchAppendResp ask(
            BatchAppendReq.Options.Builder options, BatchAppendReq.ProposedMessage... events) {
        SharedProto.UUID id = id();
        call.send(whole(id, options, events));
        BatchAppendResp answer = call.next();
        assertThat(answer.getCorrelationId()).isEqualTo(id);
        return answer;
    }

    private static <D extends Message> D detail(BatchAppendResp answer, Class<D> type) {
        try {
            return answer.getError().getDetails(0).unpack(type);
        } catch (InvalidProtocolBufferException unreadable) {
            throw new AssertionError("It is no " + type + ": " + answer, unreadable);
        }
    }
}
