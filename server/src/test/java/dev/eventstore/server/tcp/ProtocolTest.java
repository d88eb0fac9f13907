package dev.eventstore.server.tcp;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.fixture.WireClient;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.CheckpointReached;
import dev.eventstore.server.tcp.wire.Filter;
import dev.eventstore.server.tcp.wire.FilteredReadAllEvents;
import dev.eventstore.server.tcp.wire.FilteredReadAllEventsCompleted;
import dev.eventstore.server.tcp.wire.FilteredSubscribeToStream;
import dev.eventstore.server.tcp.wire.IdentifyClient;
import dev.eventstore.server.tcp.wire.NewEvent;
import dev.eventstore.server.tcp.wire.ReadAllEvents;
import dev.eventstore.server.tcp.wire.ReadAllEventsCompleted;
import dev.eventstore.server.tcp.wire.ReadStreamEvents;
import dev.eventstore.server.tcp.wire.ReadStreamEventsCompleted;
import dev.eventstore.server.tcp.wire.ScavengeDatabaseResponse;
import dev.eventstore.server.tcp.wire.StreamEventAppeared;
import dev.eventstore.server.tcp.wire.SubscribeToStream;
import dev.eventstore.server.tcp.wire.WriteEvents;
import dev.eventstore.server.tcp.wire.WriteEventsCompleted;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What clients before esjc's kind, and after it, get to see. */
@Timeout(60)
@ExtendWith(RunningNode.class)
class ProtocolTest {
    private static final byte[] NOTHING = new byte[0];

    @Test
    void an_event_written_over_tcp_has_its_id_over_http(LocalNode node, Client http)
            throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.send(Command.WRITE_EVENTS, 1, write("s", -1));
            WireClient.Received answer = client.next();
            WriteEventsCompleted completed = WriteEventsCompleted.parseFrom(answer.bytes());
            assertThat(completed.getFirstEventNumber()).isZero();
            assertThat(completed.getPreparePosition()).isEqualTo(completed.getCommitPosition());
        }
        assertThat(
                        http.get("/streams/s/0", "Accept", "application/vnd.eventstore.atom+json")
                                .body())
                .contains("00112233-4455-6677-8899-aabbccddeeff");
    }

    private static WriteEvents write(String stream, long expected) {
        return WriteEvents.newBuilder()
                .setEventStreamId(stream)
                .setExpectedVersion(expected)
                .setRequireMaster(true)
                .addEvents(
                        NewEvent.newBuilder()
                                .setEventId(
                                        ByteString.copyFrom(
                                                HexFormat.of()
                                                        .parseHex(
                                                                "33221100554477668899aabbccddeeff")))
                                .setEventType("thing")
                                .setDataContentType(1)
                                .setMetadataContentType(0)
                                .setData(ByteString.copyFromUtf8("{}")))
                .build();
    }

    @Test
    void what_an_append_lacks_is_named(LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            NewEvent event = write("s", -2).getEvents(0);
            client.send(Command.WRITE_EVENTS, 1, write("s", -3));
            assertThat(client.next()).matches(refused("expected_version"));
            client.send(
                    Command.WRITE_EVENTS,
                    1,
                    write("s", -2).toBuilder()
                            .addEvents(
                                    event.toBuilder().setEventId(ByteString.copyFrom(new byte[16])))
                            .build());
            assertThat(client.next()).matches(refused("events[1].event_id"));
            client.send(
                    Command.WRITE_EVENTS,
                    1,
                    write("s", -2).toBuilder()
                            .setEvents(0, event.toBuilder().setEventType(""))
                            .build());
            assertThat(client.next()).matches(refused("events[0].event_type"));
        }
    }

    private static java.util.function.Predicate<WireClient.Received> refused(String field) {
        return answer -> answer.is(Command.BAD_REQUEST) && answer.text().contains(field);
    }

    @Test
    void old_clients_get_revisions_of_32_bits(LocalNode node, StreamOperations streams)
            throws Exception {
        StreamName stream = StreamName.of("s");
        streams.append(new Append(stream, Belief.ANY, some(1)));
        streams.delete(new Delete(stream, Belief.ANY, true));
        try (WireClient client = new WireClient(node.tcpPort())) {
            assertThat(lastOfDeleted(client)).isEqualTo(Integer.MAX_VALUE);
            assertThat(lastInAll(client)).isEqualTo(Integer.MAX_VALUE);
            client.send(
                    Command.IDENTIFY_CLIENT, 9, IdentifyClient.newBuilder().setVersion(1).build());
            assertThat(client.next()).matches(answer -> answer.is(Command.CLIENT_IDENTIFIED));
            assertThat(lastOfDeleted(client)).isEqualTo(Long.MAX_VALUE);
            assertThat(lastInAll(client)).isEqualTo(Long.MAX_VALUE);
        }
    }

    private static long lastOfDeleted(WireClient client) throws Exception {
        client.send(
                Command.READ_STREAM_EVENTS_FORWARD,
                1,
                ReadStreamEvents.newBuilder()
                        .setEventStreamId("s")
                        .setFromEventNumber(0)
                        .setMaxCount(10)
                        .setResolveLinkTos(false)
                        .setRequireMaster(false)
                        .build());
        WireClient.Received answer = client.next();
        return ReadStreamEventsCompleted.parseFrom(answer.bytes()).getLastEventNumber();
    }

    private static long lastInAll(WireClient client) throws Exception {
        client.sendAs(
                "admin", "changeit", Command.READ_ALL_EVENTS_BACKWARD, 1, all(-1).toByteArray());
        WireClient.Received answer = client.next();
        return ReadAllEventsCompleted.parseFrom(answer.bytes())
                .getEvents(0)
                .getEvent()
                .getEventNumber();
    }

    private static ReadAllEvents all(long position) {
        return ReadAllEvents.newBuilder()
                .setCommitPosition(position)
                .setPreparePosition(position)
                .setMaxCount(1)
                .setResolveLinkTos(false)
                .setRequireMaster(false)
                .build();
    }

    @Test
    void a_place_that_is_none_is_an_error_of_the_read(LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.send(Command.READ_ALL_EVENTS_FORWARD, 1, all(-7));
            WireClient.Received answer = client.next();
            ReadAllEventsCompleted completed = ReadAllEventsCompleted.parseFrom(answer.bytes());
            assertThat(completed.getResult()).isEqualTo(ReadAllEventsCompleted.ReadAllResult.Error);
            assertThat(completed.getError()).isEqualTo("Invalid position.");
        }
    }

    @Test
    void a_filter_leaves_what_fits_and_tells_the_end(LocalNode node, StreamOperations streams)
            throws Exception {
        streams.append(new Append(StreamName.of("a-1"), Belief.ANY, some(3)));
        streams.append(new Append(StreamName.of("b-1"), Belief.ANY, some(3)));
        FilteredReadAllEvents read =
                FilteredReadAllEvents.newBuilder()
                        .setCommitPosition(0)
                        .setPreparePosition(0)
                        .setMaxCount(100)
                        .setMaxSearchWindow(1_000)
                        .setResolveLinkTos(false)
                        .setRequireLeader(false)
                        .setFilter(prefix("b-"))
                        .build();
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.sendAs(
                    "admin",
                    "changeit",
                    Command.FILTERED_READ_ALL_EVENTS_FORWARD,
                    1,
                    read.toByteArray());
            WireClient.Received answer = client.next();
            var completed = FilteredReadAllEventsCompleted.parseFrom(answer.bytes());
            assertThat(completed.getEventsList())
                    .hasSize(3)
                    .allMatch(event -> event.getEvent().getEventStreamId().equals("b-1"));
            assertThat(completed.getIsEndOfStream()).isTrue();
        }
    }

    private static Filter prefix(String text) {
        return Filter.newBuilder()
                .setContext(Filter.FilterContext.StreamId)
                .setType(Filter.FilterType.Prefix)
                .addData(text)
                .build();
    }

    @Test
    void a_filtered_subscription_tells_how_far_it_has_come(LocalNode node, StreamOperations streams)
            throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.sendAs(
                    "admin",
                    "changeit",
                    Command.FILTERED_SUBSCRIBE_TO_STREAM,
                    1,
                    FilteredSubscribeToStream.newBuilder()
                            .setEventStreamId("")
                            .setResolveLinkTos(false)
                            .setFilter(prefix("b-"))
                            .setCheckpointInterval(4)
                            .build()
                            .toByteArray());
            assertThat(client.next())
                    .matches(answer -> answer.is(Command.SUBSCRIPTION_CONFIRMATION));
            streams.append(new Append(StreamName.of("a-1"), Belief.ANY, some(4)));
            streams.append(new Append(StreamName.of("b-1"), Belief.ANY, some(1)));
            boolean hasCheckpoint = false;
            boolean hasEvent = false;
            while (!hasCheckpoint || !hasEvent) {
                WireClient.Received pushed = client.next();
                if (pushed.is(Command.CHECKPOINT_REACHED)) {
                    hasCheckpoint =
                            CheckpointReached.parseFrom(pushed.bytes()).getCommitPosition() > 0;
                } else {
                    hasEvent =
                            StreamEventAppeared.parseFrom(pushed.bytes())
                                    .getEvent()
                                    .getEvent()
                                    .getEventStreamId()
                                    .equals("b-1");
                }
            }
        }
    }

    @Test
    void the_login_of_a_package_counts_before_that_of_the_connection(LocalNode node)
            throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.sendAs("admin", "changeit", Command.AUTHENTICATE, 1, NOTHING);
            assertThat(client.next()).matches(answer -> answer.is(Command.AUTHENTICATED));
            client.sendAs("admin", "wrong", Command.PING, 2, NOTHING);
            assertThat(client.next())
                    .matches(answer -> answer.is(Command.NOT_AUTHENTICATED))
                    .matches(answer -> answer.text().equals("Not Authenticated"));
            client.send(Command.SCAVENGE_DATABASE, WireClient.id(3), NOTHING);
            WireClient.Received answer = client.next();
            assertThat(ScavengeDatabaseResponse.parseFrom(answer.bytes()).getScavengeId())
                    .hasSize(36);
            client.send(Command.AUTHENTICATE, WireClient.id(4), NOTHING);
            assertThat(client.next())
                    .matches(refusal -> refusal.text().equals("No user credentials provided."));
        }
    }

    @Test
    void only_operators_scavenge(LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.send(Command.SCAVENGE_DATABASE, WireClient.id(3), NOTHING);
            WireClient.Received answer = client.next();
            assertThat(ScavengeDatabaseResponse.parseFrom(answer.bytes()).getResult())
                    .isEqualTo(ScavengeDatabaseResponse.ScavengeResult.Unauthorized);
        }
    }

    @Test
    void a_subscription_id_can_be_used_once(LocalNode node) throws Exception {
        SubscribeToStream subscribe =
                SubscribeToStream.newBuilder()
                        .setEventStreamId("s")
                        .setResolveLinkTos(false)
                        .build();
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.send(Command.SUBSCRIBE_TO_STREAM, 1, subscribe);
            assertThat(client.next())
                    .matches(answer -> answer.is(Command.SUBSCRIPTION_CONFIRMATION));
            client.send(Command.SUBSCRIBE_TO_STREAM, 1, subscribe);
            assertThat(client.next()).matches(answer -> answer.is(Command.BAD_REQUEST));
            client.send(Command.UNSUBSCRIBE_FROM_STREAM, WireClient.id(1), NOTHING);
            assertThat(client.next()).matches(answer -> answer.is(Command.SUBSCRIPTION_DROPPED));
        }
    }
}
