package dev.eventstore.server.http.ui;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.GrpcClient;
import dev.eventstore.server.fixture.LiveAnswer;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import dev.eventstore.server.fixture.WireClient;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.SharedProto;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendReq;
import dev.eventstore.server.grpc.wire.StreamsProto.AppendResp;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.tcp.frame.Command;
import dev.eventstore.server.tcp.wire.ConnectToPersistentSubscription;
import dev.eventstore.server.tcp.wire.IdentifyClient;
import dev.eventstore.server.tcp.wire.ReadStreamEvents;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each client has its requests and events, over whatever it comes. */
@ExtendWith(RunningNode.class)
@Timeout(60)
class ClientFiguresTest {
    private static final StreamName ORDERS = StreamName.of("orders");

    private LiveAnswer figures;

    @BeforeEach
    void follow(LocalNode node) throws IOException {
        node.streams().append(new Append(ORDERS, Belief.ANY, some(3)));
        figures = LiveAnswer.of(node.uri().resolve("/ui-api/figures"));
    }

    @AfterEach
    void leave() {
        figures.close();
    }

    @Test
    void over_http(Client client) {
        String shop = "shop/1.0 (Linux)";
        client.post(
                "/streams/orders",
                "[{\"eventId\":\"5ddc8cde-5c31-4b83-9b1c-6a2b0a4bdb6a\",\"eventType\":\"a\"}]",
                "Content-Type",
                Client.EVENTS,
                "User-Agent",
                shop);
        client.get(
                "/streams/orders",
                "Accept",
                "application/json",
                "User-Agent",
                shop,
                "Authorization",
                Client.ADMIN);

        awaitDone("HTTP", "shop/1.0", "", 1, 1, 0);
        awaitDone("HTTP", "shop/1.0", "admin", 1, 0, 4);
    }

    @Test
    void over_http_without_being_connected_to_a_group(Client client) {
        client.put(
                "/subscriptions/orders/billing",
                "{\"startFrom\":0}",
                "Content-Type",
                "application/json",
                "Authorization",
                Client.ADMIN);
        client.get(
                "/subscriptions/orders/billing/2",
                "Accept",
                "application/vnd.eventstore.competingatom+json",
                "User-Agent",
                "billing/1",
                "Authorization",
                Client.ADMIN);

        awaitDone("HTTP", "billing/1", "admin", 1, 0, 2);
    }

    @Test
    void over_tcp_also_as_a_consumer_of_a_group(LocalNode node, Client client) throws IOException {
        client.put(
                "/subscriptions/orders/billing",
                "{\"startFrom\":0}",
                "Content-Type",
                "application/json",
                "Authorization",
                Client.ADMIN);
        try (WireClient till = new WireClient(node.tcpPort())) {
            till.send(
                    Command.IDENTIFY_CLIENT,
                    1,
                    IdentifyClient.newBuilder().setVersion(1).setConnectionName("till").build());
            till.next();
            till.send(
                    Command.READ_STREAM_EVENTS_FORWARD,
                    2,
                    ReadStreamEvents.newBuilder()
                            .setEventStreamId("orders")
                            .setFromEventNumber(1)
                            .setMaxCount(10)
                            .setResolveLinkTos(false)
                            .setRequireMaster(false)
                            .build());
            till.next();
            till.send(
                    Command.CONNECT_TO_PERSISTENT_SUBSCRIPTION,
                    3,
                    ConnectToPersistentSubscription.newBuilder()
                            .setSubscriptionId("billing")
                            .setEventStreamId("orders")
                            .setAllowedInFlightMessages(10)
                            .build());
            till.next();

            awaitDone("TCP", "till", "", 3, 0, 2 + 3);
        }
    }

    @Test
    void over_grpc(LocalNode node) {
        try (GrpcClient client = new GrpcClient(node.uri())) {
            AppendReq options =
                    AppendReq.newBuilder()
                            .setOptions(
                                    AppendReq.Options.newBuilder()
                                            .setStreamIdentifier(Ids.identifier(ORDERS))
                                            .setAny(Empty.getDefaultInstance()))
                            .build();
            client.one(
                    "event_store.client.streams.Streams/Append",
                    AppendResp.getDefaultInstance(),
                    options,
                    proposed(),
                    proposed());

            awaitDone("gRPC", "127.0.0.1", "", 3, 2, 0);
        }
    }

    private static AppendReq proposed() {
        return AppendReq.newBuilder()
                .setProposedMessage(
                        AppendReq.ProposedMessage.newBuilder()
                                .setId(
                                        SharedProto.UUID
                                                .newBuilder()
                                                .setString(UUID.randomUUID().toString()))
                                .putMetadata("type", "a")
                                .putMetadata("content-type", "application/json"))
                .build();
    }

    private void awaitDone(String via, String name, String login, long... done) {
        Pattern told =
                Pattern.compile(
                        Pattern.quote(
                                        "\"via\":\"%s\",\"name\":\"%s\",\"login\":\"%s\","
                                                .formatted(via, name, login))
                                + "\"requests\":(\\d+),\"appended\":(\\d+),\"read\":(\\d+)");
        await().untilAsserted(() -> assertThat(sum(told, figures.text())).isEqualTo(done));
    }

    private static long[] sum(Pattern told, String text) {
        long[] sum = new long[3];
        told.matcher(text)
                .results()
                .forEach(look ->
                        Arrays.setAll(sum, at -> sum[at] + Long.parseLong(look.group(at + 1))));
        return sum;
    }
}
