package dev.eventstore.server.grpc.client;

import static dev.eventstore.server.fixture.Events.some;
import static dev.eventstore.server.grpc.client.GroupClient.ALL;
import static dev.eventstore.server.grpc.client.GroupClient.END;
import static dev.eventstore.server.grpc.client.GroupClient.NO_LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.grpc.client.GroupClient.Delivery;
import dev.eventstore.server.grpc.client.GroupClient.Info;
import dev.eventstore.server.grpc.client.GroupClient.Nack;
import dev.eventstore.server.grpc.client.GroupClient.Wish;
import dev.eventstore.server.stream.Append;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What every client library must get of groups. */
@Timeout(90)
abstract class GroupsContract {
    private static final Duration SOON = Duration.ofMillis(300);

    private final GroupClient.Kind kind;
    private LocalNode node;
    private GroupClient client;
    @TempDir Path database;

    GroupsContract(GroupClient.Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() {
        node = LocalNode.in(database, "--insecure");
        client = kind.open(node.uri().getAuthority() + "?tls=false");
    }

    @AfterEach
    void stop() {
        client.close();
        node.close();
    }

    @Test
    void a_group_is_made_told_of_changed_and_deleted() {
        append("orders", some(3));
        Wish first =
                Wish.FROM_START
                        .from(2)
                        .strategy("Pinned")
                        .timeout(Duration.ofSeconds(7), 3)
                        .consumersMax(5)
                        .resolvesLinks(true);
        client.create("orders", "g", first);
        client.create("orders", "h", Wish.FROM_START.from(END));
        client.create("bills", "g", Wish.FROM_START);

        Info told = client.info("orders", "g").orElseThrow();
        assertThat(told.source()).isEqualTo("orders");
        assertThat(told.wish()).isEqualTo(first);
        assertThat(told.checkpoint()).isEqualTo(-1);
        assertThat(client.info("orders", "h").orElseThrow().wish().from()).isEqualTo(END);
        assertThat(client.list())
                .extracting(info -> info.source() + "::" + info.group())
                .containsExactlyInAnyOrder("orders::g", "orders::h", "bills::g");
        assertThat(client.list("orders"))
                .extracting(Info::group)
                .containsExactlyInAnyOrder("g", "h");

        Wish second = Wish.FROM_START.from(1).timeout(Duration.ZERO, 0);
        client.update("orders", "g", second);
        assertThat(client.info("orders", "g").orElseThrow().wish()).isEqualTo(second);

        client.delete("orders", "g");
        assertThat(client.info("orders", "g")).isEmpty();
    }

    @Test
    void a_group_of_everything_is_made_told_of_changed_and_deleted() {
        append("orders", some(3));
        client.create(ALL, "g", Wish.FROM_START.from(2).prefix("orders"));

        Info told = client.info(ALL, "g").orElseThrow();
        assertThat(told.source()).isEqualTo(ALL);
        assertThat(told.wish().from()).isEqualTo(2);
        assertThat(client.list(ALL)).extracting(Info::group).containsExactly("g");

        client.update(ALL, "g", Wish.FROM_START.from(END));
        assertThat(client.info(ALL, "g").orElseThrow().wish().from()).isEqualTo(END);

        client.delete(ALL, "g");
        assertThat(client.info(ALL, "g")).isEmpty();
    }

    @Test
    void what_is_there_already_or_not_at_all_is_refused() {
        client.create("s", "g", Wish.FROM_START);

        assertThat(refusal(() -> client.create("s", "g", Wish.FROM_START)))
                .isEqualTo("ALREADY_EXISTS");
        assertThat(refusal(() -> client.update("s", "other", Wish.FROM_START)))
                .isIn("NOT_FOUND", "ResourceNotFoundException");
        assertThat(refusal(() -> client.delete("t", "g")))
                .isIn("NOT_FOUND", "ResourceNotFoundException");
        assertThat(refusal(() -> connected("s", "other"))).contains("NOT_FOUND");
    }

    @Test
    void consumers_take_turns() {
        client.create("s", "g", Wish.FROM_START);
        try (ConsumerAtWork one = connected("s", "g");
                ConsumerAtWork two = connected("s", "g")) {
            append("s", some(20));
            await().until(() -> one.count() + two.count() == 20);

            assertThat(one.count()).isEqualTo(10);
            assertThat(revisions(one, two)).isEqualTo(upTo(20));
        }
    }

    @Test
    void a_single_consumer_gets_all_until_it_has_enough() {
        client.create("s", "g", Wish.FROM_START.strategy("DispatchToSingle"));
        try (ConsumerAtWork one = connected("s", "g", 5, _ -> {});
                ConsumerAtWork two = connected("s", "g", 5, _ -> {})) {
            append("s", some(7));
            await().until(() -> one.count() + two.count() == 7);

            assertThat(List.of(one.count(), two.count())).containsExactlyInAnyOrder(5, 2);
        }
    }

    @Test
    void events_of_one_stream_stay_with_one_consumer() {
        client.create(ALL, "g", Wish.FROM_START.strategy("Pinned").prefix("pin-"));
        try (ConsumerAtWork one = connected(ALL, "g");
                ConsumerAtWork two = connected(ALL, "g")) {
            for (int i = 0; i < 60; i++) {
                append("pin-" + i % 20, some(1));
            }
            await().until(() -> one.count() + two.count() == 60);

            assertThat(one.streams()).isNotEmpty().doesNotContainAnyElementsOf(two.streams());
            assertThat(two.streams()).isNotEmpty();
        }
    }

    @Test
    void what_is_to_be_tried_again_comes_with_its_count() {
        client.create("s", "g", Wish.FROM_START);
        try (ConsumerAtWork one =
                connected("s", "g", 10, unless(2, event -> event.nack(Nack.RETRY, "later")))) {
            append("s", some(2));
            await().until(() -> one.count() == 6);

            assertThat(one.retryCounts()).containsExactlyInAnyOrder(0, 0, 1, 1, 2, 2);
        }
    }

    @Test
    void what_is_skipped_is_settled() {
        client.create("s", "g", Wish.FROM_START);
        try (ConsumerAtWork _ =
                connected("s", "g", 10, event -> event.nack(Nack.SKIP, "not for me"))) {
            append("s", some(3));
            await().until(() -> info("s", "g").checkpoint() == 2);

            assertThat(info("s", "g").parked()).isZero();
            assertThat(info("s", "g").inFlight()).isZero();
        }
    }

    @Test
    void what_stops_a_consumer_is_neither_lost_nor_parked() {
        client.create("s", "g", Wish.FROM_START.timeout(SOON, 9));
        try (ConsumerAtWork one =
                connected("s", "g", 10, unless(1, event -> event.nack(Nack.STOP, "no more")))) {
            append("s", some(2));
            await().until(() -> one.count() == 4 && info("s", "g").checkpoint() == 1);

            assertThat(one.retryCounts()).containsExactlyInAnyOrder(0, 0, 1, 1);
            assertThat(info("s", "g").parked()).isZero();
        }
    }

    @Test
    void what_is_parked_comes_back_when_it_is_asked_for() {
        client.create("s", "g", Wish.FROM_START);
        try (ConsumerAtWork one =
                connected("s", "g", 10, event -> event.nack(Nack.PARK, "look at this"))) {
            append("s", some(3));
            await().until(() -> info("s", "g").parked() == 3);
            assertThat(one.count()).isEqualTo(3);
        }
        try (ConsumerAtWork one = connected("s", "g")) {
            client.replayParked("s", "g", 1);
            await().until(() -> one.count() == 1 && info("s", "g").parked() == 2);
            client.replayParked("s", "g", NO_LIMIT);
            await().until(() -> one.count() == 3 && info("s", "g").parked() == 0);

            assertThat(one.targets()).containsExactly("0@s", "1@s", "2@s");
        }
    }

    @Test
    void what_takes_too_long_is_tried_again_and_then_parked() {
        client.create("s", "g", Wish.FROM_START.timeout(SOON, 1));
        try (ConsumerAtWork one = connected("s", "g", 10, _ -> {})) {
            append("s", some(1));
            await().until(() -> info("s", "g").parked() == 1 && one.count() == 2);

            assertThat(one.retryCounts()).containsExactly(0, 1);
        }
    }

    @Test
    void what_a_consumer_had_goes_to_others_when_it_vanishes() {
        client.create("s", "g", Wish.FROM_START);
        append("s", some(5));
        try (ConsumerAtWork gone = connected("s", "g", 10, _ -> {})) {
            await().until(() -> gone.count() == 5);
        }
        try (ConsumerAtWork next = connected("s", "g")) {
            await().until(() -> next.count() == 5);
            assertThat(revisions(next)).isEqualTo(upTo(5));
        }
    }

    @Test
    void a_group_goes_on_where_it_was_when_the_node_comes_back() {
        Wish wish = Wish.FROM_START.timeout(Duration.ofSeconds(9), 4);
        client.create("s", "g", wish);
        append("s", some(20));
        try (ConsumerAtWork one =
                connected(
                        "s",
                        "g",
                        20,
                        event -> {
                            if (event.revision() < 10) {
                                event.ack();
                            }
                        })) {
            await().until(() -> one.count() == 20 && info("s", "g").checkpoint() == 9);
        }
        restartNode();

        assertThat(info("s", "g").wish()).isEqualTo(wish);
        assertThat(info("s", "g").checkpoint()).isEqualTo(9);
        try (ConsumerAtWork one = connected("s", "g")) {
            await().until(() -> one.count() == 10);
            assertThat(revisions(one)).isEqualTo(LongStream.range(10, 20).boxed().toList());
        }
    }

    @Test
    void a_group_of_everything_goes_on_where_it_was_when_the_node_comes_back() {
        client.create(ALL, "g", Wish.FROM_START.prefix("row"));
        append("row", some(2));
        append("noise", some(2));
        append("row", some(2));
        try (ConsumerAtWork one = connected(ALL, "g")) {
            await().until(() -> one.count() == 4);
            await().until(() -> info(ALL, "g").checkpoint() == info(ALL, "g").lastKnown());
        }
        restartNode();

        append("row", some(1));
        try (ConsumerAtWork one = connected(ALL, "g")) {
            await().until(() -> one.count() == 1);
            assertThat(revisions(one)).containsExactly(4L);
        }
    }

    @Test
    void there_are_no_more_consumers_than_there_may_be() {
        client.create("s", "g", Wish.FROM_START.consumersMax(1));
        try (ConsumerAtWork _ = connected("s", "g")) {
            await().until(() -> info("s", "g").consumers().size() == 1);
            assertThat(refusal(() -> connected("s", "g"))).contains("FAILED_PRECONDITION");
        }
        await().until(() -> info("s", "g").consumers().isEmpty());
        connected("s", "g").close();
    }

    @Test
    void consumers_are_dropped_when_their_group_changes_goes_or_starts_anew() {
        client.create("s", "g", Wish.FROM_START);
        for (Runnable deed :
                List.<Runnable>of(
                        () -> client.update("s", "g", Wish.FROM_START.consumersMax(9)),
                        () -> client.restart(),
                        () -> client.delete("s", "g"))) {
            try (ConsumerAtWork one = connected("s", "g")) {
                deed.run();
                await().until(one::hasEnded);
            }
        }
    }

    @Test
    void links_are_followed_if_that_is_wanted() {
        append("s", some(2));
        append(
                "links",
                List.of(
                        new NewEvent(
                                UUID.randomUUID(), "$>", false, Payload.of("1@s"), Payload.EMPTY)));
        client.create("links", "g", Wish.FROM_START.resolvesLinks(true));
        try (ConsumerAtWork one = connected("links", "g")) {
            await().until(() -> one.count() == 1);
            assertThat(one.targets()).containsExactly("1@s");
            await().until(() -> info("links", "g").checkpoint() == 0);
        }
    }

    @Test
    void ten_consumers_that_come_and_go_lose_nothing() throws Exception {
        int count = 2_000;
        client.create("s", "g", Wish.FROM_START);
        InHands hands = new InHands();
        List<Thread> workers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int visitMax = 20 + i;
            workers.add(
                    Thread.ofVirtual()
                            .start(() ->
                                    hands.comeAndGo(
                                            work -> connected("s", "g", 5, work),
                                            visitMax,
                                            count)));
        }
        for (int i = 0; i < count; i += 100) {
            append("s", some(100));
        }
        for (Thread worker : workers) {
            worker.join();
        }

        assertThat(hands.acknowledged()).isEqualTo(Set.copyOf(upTo(count)));
        assertThat(hands.twice()).isEmpty();
    }

    /** Acknowledges everything. */
    ConsumerAtWork connected(String stream, String group) {
        return connected(stream, group, 20, Delivery::ack);
    }

    private ConsumerAtWork connected(
            String stream, String group, int window, Consumer<Delivery> work) {
        ConsumerAtWork consumer = new ConsumerAtWork(work);
        return consumer.of(client.connect(stream, group, window, consumer));
    }

    private static Consumer<Delivery> unless(int tries, Consumer<Delivery> otherwise) {
        return event -> {
            if (event.retryCount() < tries) {
                otherwise.accept(event);
            } else {
                event.ack();
            }
        };
    }

    GroupClient client() {
        return client;
    }

    private void restartNode() {
        int port = node.uri().getPort();
        client.close();
        node.close();
        node = LocalNode.again(database, port, "--insecure");
        client = kind.open(node.uri().getAuthority() + "?tls=false");
    }

    private Info info(String stream, String group) {
        return client.info(stream, group).orElseThrow();
    }

    void append(String stream, List<NewEvent> events) {
        node.streams()
                .append(new Append(StreamName.of(stream), ExpectedVersion.Belief.ANY, events));
    }

    /** How a call fails: the kind that the library makes of it, with its status. */
    private static String refusal(ThrowingCallable call) {
        StoreClient.Failed failure = catchThrowableOfType(StoreClient.Failed.class, call);
        assertThat(failure).as("a refusal").isNotNull();
        return failure.kind();
    }

    private static List<Long> revisions(ConsumerAtWork... consumers) {
        return Stream.of(consumers).flatMap(one -> one.revisions().stream()).sorted().toList();
    }

    private static List<Long> upTo(int count) {
        return LongStream.range(0, count).boxed().toList();
    }
}
