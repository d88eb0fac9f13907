package dev.eventstore.server.tcp;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.fixture.WireClient;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.ConnectToPersistentSubscription;
import dev.eventstore.server.tcp.wire.CreatePersistentSubscription;
import dev.eventstore.server.tcp.wire.CreatePersistentSubscriptionCompleted;
import dev.eventstore.server.tcp.wire.CreatePersistentSubscriptionCompleted.CreatePersistentSubscriptionResult;
import dev.eventstore.server.tcp.wire.DeletePersistentSubscription;
import dev.eventstore.server.tcp.wire.DeletePersistentSubscriptionCompleted;
import dev.eventstore.server.tcp.wire.DeletePersistentSubscriptionCompleted.DeletePersistentSubscriptionResult;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionAckEvents;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionConfirmation;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionNakEvents;
import dev.eventstore.server.tcp.wire.PersistentSubscriptionStreamEventAppeared;
import dev.eventstore.server.tcp.wire.SubscriptionDropped;
import dev.eventstore.server.tcp.wire.SubscriptionDropped.SubscriptionDropReason;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Groups as messages that esjc would not send, or not show. */
@Timeout(60)
@ExtendWith(RunningNode.class)
class GroupProtocolTest {
    private static final int CONSUMER = 7;

    @Test
    void what_is_wrong_with_a_group_is_told(LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            assertThat(failure(client, group("").build())).isEqualTo("Bad stream name.");
            assertThat(failure(client, group("$all").build())).isEqualTo("Bad stream name.");
            assertThat(failure(client, group("s").setSubscriptionGroupName("").build()))
                    .startsWith("subscription_group_name: ");
            assertThat(failure(client, group("s").setStartFrom(-2).build()))
                    .startsWith("start_from: ");
            assertThat(failure(client, group("s").setNamedConsumerStrategy("Random").build()))
                    .isEqualTo("Consumer strategy Random does not exist.");
            assertThat(failure(client, group("s").setMaxRetryCount(-1).build()))
                    .contains("Max Retry Count");
            assertThat(failure(client, group("s").setMessageTimeoutMilliseconds(-1).build()))
                    .contains("Message Timeout");
            assertThat(failure(client, group("s").setReadBatchSize(500).build()))
                    .contains("ReadBatchSize");
        }
    }

    private static String failure(WireClient client, CreatePersistentSubscription message)
            throws IOException {
        CreatePersistentSubscriptionCompleted completed = create(client, message);
        assertThat(completed.getResult()).isEqualTo(CreatePersistentSubscriptionResult.Fail);
        return completed.getReason();
    }

    @Test
    void clients_of_the_first_years_prefer_a_strategy_or_not(
            LocalNode node, StreamOperations streams) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            create(
                    client,
                    group("s").clearNamedConsumerStrategy().setPreferRoundRobin(false).build());
            connect(client, CONSUMER, 2);
            connect(client, CONSUMER + 1, 2);
            append(streams, 2);
            // Not in turns, hence both to one.
            assertThat(client.next().correlation()).isEqualTo(client.next().correlation());
        }
    }

    @Test
    void a_consumer_is_confirmed_and_gets_no_more_than_its_window(
            LocalNode node, StreamOperations streams) throws Exception {
        append(streams, 4);
        try (WireClient client = new WireClient(node.tcpPort())) {
            create(client, group("s").build());
            PersistentSubscriptionConfirmation confirmation = connect(client, CONSUMER, 2);
            assertThat(confirmation.getSubscriptionId()).isEqualTo("s::g");
            assertThat(confirmation.getLastEventNumber()).isEqualTo(3);
            assertThat(confirmation.getLastCommitPosition()).isEqualTo(streams.head().value());

            ByteString first = id(client.next());
            WireClient.Received second = client.next();
            assertThat(event(second).hasRetryCount()).isTrue();
            client.send(Command.PERSISTENT_SUBSCRIPTION_ACK_EVENTS, CONSUMER, ack(first));
            assertThat(number(client.next())).isEqualTo(2);
            client.send(
                    Command.PERSISTENT_SUBSCRIPTION_NAK_EVENTS,
                    CONSUMER,
                    PersistentSubscriptionNakEvents.newBuilder()
                            .setSubscriptionId("s::g")
                            .addProcessedEventIds(id(second))
                            .setAction(PersistentSubscriptionNakEvents.NakAction.Unknown)
                            .build());
            PersistentSubscriptionStreamEventAppeared again = event(client.next());
            assertThat(again.getRetryCount()).isEqualTo(1);
            assertThat(again.getEvent().getEvent().getEventNumber()).isEqualTo(1);
        }
    }

    @Test
    void a_stream_without_events_has_no_last_number(LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            create(client, group("s").build());
            assertThat(connect(client, CONSUMER, 1).hasLastEventNumber()).isFalse();
        }
    }

    @Test
    void a_consumer_that_leaves_is_told_so_and_may_come_again(LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            create(client, group("s").setSubscriberMaxCount(1).build());
            for (int i = 0; i < 3; i++) {
                connect(client, CONSUMER, 1);
                client.send(Command.UNSUBSCRIBE_FROM_STREAM, WireClient.id(CONSUMER), new byte[0]);
                assertDropped(client, SubscriptionDropReason.Unsubscribed);
            }
        }
    }

    @Test
    void who_cannot_connect_is_told_why(LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            sendConnect(client, CONSUMER, "s", 1);
            assertDropped(client, SubscriptionDropReason.NotFound);
            create(client, group("$secret").build());
            sendConnect(client, CONSUMER, "$secret", 1);
            assertDropped(client, SubscriptionDropReason.AccessDenied);
            sendConnect(client, CONSUMER, "s", 0);
            assertRefused(client, "allowed_in_flight_messages");
            sendConnect(client, CONSUMER, "", 1);
            assertRefused(client, "event_stream_id");
        }
    }

    @Test
    void an_id_that_is_none_is_refused_and_nothing_else_happens(
            LocalNode node, StreamOperations streams) throws Exception {
        append(streams, 2);
        try (WireClient client = new WireClient(node.tcpPort())) {
            create(client, group("s").build());
            connect(client, CONSUMER, 1);
            ByteString first = id(client.next());
            client.send(
                    Command.PERSISTENT_SUBSCRIPTION_ACK_EVENTS,
                    CONSUMER,
                    ack(ByteString.copyFrom(new byte[15])));
            assertRefused(client, "processed_event_ids");
            client.send(Command.PERSISTENT_SUBSCRIPTION_ACK_EVENTS, CONSUMER, ack(first));
            assertThat(number(client.next())).isEqualTo(1);
        }
    }

    @Test
    void groups_are_for_operators(LocalNode node) throws Exception {
        try (WireClient client = new WireClient(node.tcpPort())) {
            client.send(Command.CREATE_PERSISTENT_SUBSCRIPTION, 1, group("s").build());
            assertThat(
                            CreatePersistentSubscriptionCompleted.parseFrom(client.next().bytes())
                                    .getResult())
                    .isEqualTo(CreatePersistentSubscriptionResult.AccessDenied);
            client.send(
                    Command.DELETE_PERSISTENT_SUBSCRIPTION,
                    1,
                    DeletePersistentSubscription.newBuilder()
                            .setEventStreamId("s")
                            .setSubscriptionGroupName("g")
                            .build());
            assertThat(
                            DeletePersistentSubscriptionCompleted.parseFrom(client.next().bytes())
                                    .getResult())
                    .isEqualTo(DeletePersistentSubscriptionResult.AccessDenied);
        }
    }

    private static CreatePersistentSubscriptionCompleted create(
            WireClient client, CreatePersistentSubscription message) throws IOException {
        client.sendAs(
                "admin",
                "changeit",
                Command.CREATE_PERSISTENT_SUBSCRIPTION,
                1,
                message.toByteArray());
        WireClient.Received answer = client.next();
        assertThat(answer.is(Command.CREATE_PERSISTENT_SUBSCRIPTION_COMPLETED)).isTrue();
        return CreatePersistentSubscriptionCompleted.parseFrom(answer.bytes());
    }

    private static PersistentSubscriptionConfirmation connect(WireClient client, int id, int window)
            throws IOException {
        sendConnect(client, id, "s", window);
        WireClient.Received answer = client.next();
        assertThat(answer.is(Command.PERSISTENT_SUBSCRIPTION_CONFIRMATION)).isTrue();
        return PersistentSubscriptionConfirmation.parseFrom(answer.bytes());
    }

    private static void sendConnect(WireClient client, int id, String stream, int window)
            throws IOException {
        MessageLite message =
                ConnectToPersistentSubscription.newBuilder()
                        .setSubscriptionId("g")
                        .setEventStreamId(stream)
                        .setAllowedInFlightMessages(window)
                        .build();
        client.send(Command.CONNECT_TO_PERSISTENT_SUBSCRIPTION, id, message);
    }

    private static void assertDropped(WireClient client, SubscriptionDropReason reason)
            throws IOException {
        WireClient.Received answer = client.next();
        assertThat(answer.is(Command.SUBSCRIPTION_DROPPED)).isTrue();
        assertThat(SubscriptionDropped.parseFrom(answer.bytes()).getReason()).isEqualTo(reason);
    }

    private static void assertRefused(WireClient client, String field) throws IOException {
        WireClient.Received answer = client.next();
        assertThat(answer.is(Command.BAD_REQUEST)).isTrue();
        assertThat(answer.text()).contains(field);
    }

    private static PersistentSubscriptionStreamEventAppeared event(WireClient.Received received)
            throws IOException {
        assertThat(received.is(Command.PERSISTENT_SUBSCRIPTION_STREAM_EVENT_APPEARED)).isTrue();
        return PersistentSubscriptionStreamEventAppeared.parseFrom(received.bytes());
    }

    private static long number(WireClient.Received received) throws IOException {
        return event(received).getEvent().getEvent().getEventNumber();
    }

    private static ByteString id(WireClient.Received received) throws IOException {
        return event(received).getEvent().getEvent().getEventId();
    }

    private static PersistentSubscriptionAckEvents ack(ByteString id) {
        return PersistentSubscriptionAckEvents.newBuilder()
                .setSubscriptionId("s::g")
                .addProcessedEventIds(id)
                .build();
    }

    private static CreatePersistentSubscription.Builder group(String stream) {
        return CreatePersistentSubscription.newBuilder()
                .setSubscriptionGroupName("g")
                .setEventStreamId(stream)
                .setResolveLinkTos(false)
                .setStartFrom(0)
                .setMessageTimeoutMilliseconds(30_000)
                .setRecordStatistics(false)
                .setLiveBufferSize(500)
                .setReadBatchSize(20)
                .setBufferSize(500)
                .setMaxRetryCount(10)
                .setPreferRoundRobin(true)
                .setCheckpointAfterTime(10)
                .setCheckpointMaxCount(1_000)
                .setCheckpointMinCount(1)
                .setSubscriberMaxCount(0)
                .setNamedConsumerStrategy("RoundRobin");
    }

    private static void append(StreamOperations streams, int count) {
        streams.append(new Append(StreamName.of("s"), Belief.ANY, some(count)));
    }
}
