package dev.eventstore.server.grpc.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Message;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.GrpcRefusal;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.grpc.wire.SharedProto.StreamIdentifier;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.DeleteReq;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq.Options;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq.Options.FilterOptions;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadResp;
import dev.eventstore.server.grpc.wire.StreamsProto.TombstoneReq;
import io.grpc.Status;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests that lack something, or say what there is not: the refusal names the field. */
@ExtendWith(RunningNode.class)
class RefusedRequestsTest {
    private static final String SERVICE = "event_store.client.streams.Streams/";
    private static final Empty YES = Empty.getDefaultInstance();
    private static final StreamIdentifier STREAM = Ids.identifier(StreamName.of("s"));

    private static GrpcClient client;

    @BeforeAll
    static void connect(LocalNode node) {
        client = new GrpcClient(node.uri()).as("admin", "changeit");
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void what_is_read_from_here_is_well_formed() {
        assertThat(read(ofStream())).hasSize(1); // That there is no such stream.
        assertThat(read(ofAll())).isNotEmpty();
    }

    @Test
    void a_read_says_what_how_many_and_where_from() {
        assertRead("stream_option", ofStream().clearStream());
        assertRead("count_option", ofStream().clearCount());
        assertRead("count", ofStream().setCount(0));
        assertRead(
                "stream_identifier",
                ofStream(Options.StreamOptions.Builder::clearStreamIdentifier));
        assertRead("revision_option", ofStream(Options.StreamOptions.Builder::clearStart));
        assertRead("all_option", ofAll().setAll(Options.AllOptions.getDefaultInstance()));
    }

    @Test
    void a_subscription_says_where_it_begins() {
        assertRead("revision_option", follow(ofStream(Options.StreamOptions.Builder::clearStart)));
        assertRead("all_option", follow(ofAll().setAll(Options.AllOptions.getDefaultInstance())));
    }

    @Test
    void a_read_says_how_ids_are_written() {
        assertRead("uuid_option", ofStream().clearUuidOption());
        assertRead("uuid_option", ofAll().setUuidOption(Options.UUIDOption.getDefaultInstance()));
    }

    @Test
    void a_direction_is_one_that_there_is() {
        assertRead("read_direction", ofStream().setReadDirectionValue(7));
        assertRead("read_direction", ofAll().setReadDirectionValue(-1));
        assertRead(
                "read_direction",
                follow(ofAll()).setReadDirection(Options.ReadDirection.Backwards));
    }

    @Test
    void a_position_is_not_prepared_after_it_was_committed() {
        assertRead(
                "prepare_position",
                ofAll().setAll(
                                Options.AllOptions.newBuilder()
                                        .setPosition(
                                                Options.Position.newBuilder()
                                                        .setCommitPosition(1)
                                                        .setPreparePosition(2))));
    }

    @Test
    void a_filter_says_what_it_tests_and_how_far() {
        FilterOptions.Builder whole =
                FilterOptions.newBuilder()
                        .setEventType(FilterOptions.Expression.newBuilder().setRegex("^a"))
                        .setMax(10)
                        .setCheckpointIntervalMultiplier(1);

        assertThat(read(ofAll().setFilter(whole))).isEmpty();
        assertRead("filter", ofAll().setFilter(whole.clone().clearEventType()));
        assertRead("window", ofAll().setFilter(whole.clone().clearMax()));
        assertRead("window", ofAll().setFilter(whole.clone().setMax(0)));
        assertRead(
                "checkpointIntervalMultiplier",
                follow(ofAll()).setFilter(whole.clone().clearCheckpointIntervalMultiplier()));
        assertRead("filter", ofStream().setFilter(whole));
        assertRead(
                "filter",
                ofAll().setFilter(
                                whole.clone()
                                        .setEventType(
                                                FilterOptions.Expression.newBuilder()
                                                        .setRegex("("))));
    }

    @Test
    void an_append_says_where_and_what_it_expects() {
        AppendReq.Options.Builder options =
                AppendReq.Options.newBuilder().setStreamIdentifier(STREAM).setAny(YES);

        assertRefused("Append", "expected_stream_revision", append(options.clone().clearAny()));
        assertRefused(
                "Append", "stream_identifier", append(options.clone().clearStreamIdentifier()));
        assertRefused("Append", "expected revision", append(options.clone().setRevision(-2)));
        assertRefused("Append", "options", AppendReq.getDefaultInstance());
    }

    @Test
    void a_deletion_says_where_and_what_it_expects() {
        DeleteReq.Options nothing = DeleteReq.Options.getDefaultInstance();
        DeleteReq.Options unexpected =
                DeleteReq.Options.newBuilder().setStreamIdentifier(STREAM).build();

        assertRefused(
                "Delete", "stream_identifier", DeleteReq.newBuilder().setOptions(nothing).build());
        assertRefused(
                "Delete",
                "expected_stream_revision",
                DeleteReq.newBuilder().setOptions(unexpected).build());
        assertRefused(
                "Tombstone",
                "stream_identifier",
                TombstoneReq.newBuilder().setOptions(nothing).build());
        assertRefused(
                "Tombstone",
                "expected_stream_revision",
                TombstoneReq.newBuilder().setOptions(unexpected).build());
    }

    private static void assertRead(String field, Options.Builder options) {
        assertRefused("Read", field, ReadReq.newBuilder().setOptions(options).build());
    }

    private static void assertRefused(String method, String field, Message request) {
        GrpcRefusal refusal =
                GrpcRefusal.of(
                        () -> client.all(SERVICE + method, Empty.getDefaultInstance(), request));
        assertThat(refusal.code()).as(refusal.message()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(refusal.message()).contains(field);
    }

    private static List<ReadResp> read(Options.Builder options) {
        return client.all(
                SERVICE + "Read",
                ReadResp.getDefaultInstance(),
                ReadReq.newBuilder().setOptions(options).build());
    }

    private static AppendReq append(AppendReq.Options.Builder options) {
        return AppendReq.newBuilder().setOptions(options).build();
    }

    private static Options.Builder ofStream() {
        return ofStream(UnaryOperator.identity());
    }

    private static Options.Builder ofStream(UnaryOperator<Options.StreamOptions.Builder> change) {
        return options()
                .setStream(
                        change.apply(
                                Options.StreamOptions.newBuilder()
                                        .setStreamIdentifier(STREAM)
                                        .setStart(YES)));
    }

    private static Options.Builder ofAll() {
        return options().setAll(Options.AllOptions.newBuilder().setStart(YES));
    }

    private static Options.Builder options() {
        return Options.newBuilder()
                .setCount(10)
                .setNoFilter(YES)
                .setUuidOption(Options.UUIDOption.newBuilder().setStructured(YES));
    }

    private static Options.Builder follow(Options.Builder read) {
        return read.setSubscription(Options.SubscriptionOptions.getDefaultInstance());
    }
}
