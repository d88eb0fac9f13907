package dev.eventstore.server.grpc.streams;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendResp;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq.Options;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq.Options.ReadDirection;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadResp;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadResp.ContentCase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a read of a stream tells besides events, to clients that want to know its ends. */
@ExtendWith(RunningNode.class)
class FirstAndLastRevisionTest {
    private static final String SERVICE = "event_store.client.streams.Streams/";
    private static final Empty YES = Empty.getDefaultInstance();
    private static final int EVENTS = 64;

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
    void the_last_revision_comes_last_in_both_directions() {
        fill("whole");

        for (ReadDirection direction : List.of(ReadDirection.Forwards, ReadDirection.Backwards)) {
            List<ReadResp> told = read("whole", direction, Long.MAX_VALUE);
            assertThat(told).hasSize(EVENTS + 1);
            assertThat(told.getFirst().getContentCase()).isEqualTo(ContentCase.EVENT);
            assertThat(told.getLast().getLastStreamPosition()).isEqualTo(EVENTS - 1);
        }
    }

    @Test
    void the_first_revision_comes_first_where_a_clients_page_would_be_empty() {
        fill("truncated");
        append("$$truncated", "$metadata", "{\"$tb\":32}");

        List<ReadResp> told = read("truncated", ReadDirection.Forwards, Long.MAX_VALUE);

        assertThat(told).hasSize(1 + EVENTS / 2 + 1);
        assertThat(told.getFirst().getFirstStreamPosition()).isEqualTo(32);
        assertThat(told.get(1).getEvent().getEvent().getStreamRevision()).isEqualTo(32);
        assertThat(told.getLast().getLastStreamPosition()).isEqualTo(EVENTS - 1);
    }

    @Test
    void a_page_is_no_larger_than_what_is_asked_for() {
        fill("few");
        append("$$few", "$metadata", "{\"$tb\":20}");

        assertThat(read("few", ReadDirection.Forwards, 20).getFirst().getFirstStreamPosition())
                .isEqualTo(20);
        assertThat(read("few", ReadDirection.Forwards, 21).getFirst().getContentCase())
                .isEqualTo(ContentCase.EVENT);
    }

    private static void fill(String stream) {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < EVENTS; i++) {
            events.add("{}");
        }
        append(stream, "thing", events.toArray(String[]::new));
    }

    private static void append(String stream, String type, String... events) {
        List<Message> requests = new ArrayList<>();
        requests.add(
                AppendReq.newBuilder()
                        .setOptions(
                                AppendReq.Options.newBuilder()
                                        .setStreamIdentifier(Ids.identifier(StreamName.of(stream)))
                                        .setAny(YES))
                        .build());
        for (String data : events) {
            requests.add(
                    AppendReq.newBuilder()
                            .setProposedMessage(
                                    AppendReq.ProposedMessage.newBuilder()
                                            .setId(BatchAppends.id())
                                            .putMetadata("type", type)
                                            .putMetadata("content-type", "application/json")
                                            .setData(ByteString.copyFromUtf8(data)))
                            .build());
        }
        AppendResp appended =
                client.one(
                        SERVICE + "Append",
                        AppendResp.getDefaultInstance(),
                        requests.toArray(Message[]::new));
        assertThat(appended.hasSuccess()).isTrue();
    }

    private static List<ReadResp> read(String stream, ReadDirection direction, long count) {
        Options.StreamOptions.Builder from =
                Options.StreamOptions.newBuilder()
                        .setStreamIdentifier(Ids.identifier(StreamName.of(stream)));
        boolean isForward = direction == ReadDirection.Forwards;
        return client.all(
                SERVICE + "Read",
                ReadResp.getDefaultInstance(),
                ReadReq.newBuilder()
                        .setOptions(
                                Options.newBuilder()
                                        .setStream(
                                                isForward ? from.setStart(YES) : from.setEnd(YES))
                                        .setReadDirection(direction)
                                        .setCount(count)
                                        .setNoFilter(YES)
                                        .setUuidOption(
                                                Options.UUIDOption.newBuilder().setStructured(YES))
                                        .setControlOption(
                                                Options.ControlOption.newBuilder()
                                                        .setCompatibility(1)))
                        .build());
    }
}
