package dev.eventstore.server.group;

import static dev.eventstore.server.group.GroupFixture.ORDERS;
import static dev.eventstore.server.group.GroupFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.EventFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets which event. */
class StrategiesTest {
    private static final GroupId OF_ALL = new GroupId(SystemStreams.ALL, "shared");

    private final GroupFixture node = new GroupFixture();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void round_robin_gives_each_consumer_the_same_share() throws InterruptedException {
        node.create(settings(ConsumerStrategy.ROUND_ROBIN, 3));
        List<Consumer> consumers = List.of(node.connect(10), node.connect(10), node.connect(10));
        node.append(9);

        for (int i = 0; i < consumers.size(); i++) {
            assertThat(revisions(consumers.get(i), 3)).containsExactly(i + 0L, i + 3L, i + 6L);
        }
    }

    @Test
    void round_robin_leaves_out_those_who_have_enough() throws InterruptedException {
        node.create(settings(ConsumerStrategy.ROUND_ROBIN, 3));
        Consumer small = node.connect(1);
        Consumer large = node.connect(10);
        node.append(5);

        assertThat(revisions(small, 1)).containsExactly(0L);
        assertThat(revisions(large, 4)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void dispatch_to_single_fills_one_before_the_next() throws InterruptedException {
        node.create(settings(ConsumerStrategy.DISPATCH_TO_SINGLE, 3));
        Consumer first = node.connect(3);
        Consumer second = node.connect(3);
        node.append(5);

        assertThat(revisions(first, 3)).containsExactly(0L, 1L, 2L);
        assertThat(revisions(second, 2)).containsExactly(3L, 4L);
    }

    @Test
    void pinned_gives_the_events_of_a_stream_to_one_consumer() throws InterruptedException {
        createOfAll(ConsumerStrategy.PINNED);
        List<Consumer> consumers = connectAll(4);
        for (int i = 0; i < 40; i++) {
            node.append(StreamName.of("order-" + i % 10), List.of(event("{}")));
        }
        Map<String, Set<Integer>> seen = new HashMap<>();
        collect(
                consumers,
                40,
                (message, who) ->
                        seen.computeIfAbsent(
                                        message.event().original().stream().value(),
                                        _ -> new HashSet<>())
                                .add(who));

        assertThat(seen).hasSize(10);
        assertThat(seen.values()).allMatch(who -> who.size() == 1);
    }

    @Test
    void pinned_by_correlation_looks_at_the_metadata() throws InterruptedException {
        createOfAll(ConsumerStrategy.PINNED_BY_CORRELATION);
        List<Consumer> consumers = connectAll(3);
        for (int i = 0; i < 30; i++) {
            node.append(
                    StreamName.of("order-" + i),
                    List.of(event("{\"x\":[1],\"$correlationId\":\"c" + i % 6 + "\"}")));
        }
        Map<String, Set<Integer>> seen = new HashMap<>();
        collect(
                consumers,
                30,
                (message, who) ->
                        seen.computeIfAbsent(
                                        message.event().original().metadata().text(),
                                        _ -> new HashSet<>())
                                .add(who));

        assertThat(seen).hasSize(6);
        assertThat(seen.values()).allMatch(who -> who.size() == 1);
    }

    @Test
    void pinned_moves_a_stream_only_when_nothing_of_it_is_in_flight() throws InterruptedException {
        createOfAll(ConsumerStrategy.PINNED);
        Consumer first = node.connect(OF_ALL, 100);
        List<StreamName> streams = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            streams.add(StreamName.of("order-" + i));
        }
        for (StreamName stream : streams) {
            node.append(stream, List.of(event("{}")));
        }
        List<Message> held = take(first, 50);
        Consumer second = node.connect(OF_ALL, 100);
        for (StreamName stream : streams) {
            node.append(stream, List.of(event("{}")));
        }
        await().until(() -> inFlight() + waiting() == 100);
        int moved = waiting();
        assertThat(moved).isBetween(10, 40);
        first.acknowledge(held.stream().map(Message::id).toList());

        assertThat(take(second, moved)).hasSize(moved);
        assertThat(take(first, 50 - moved)).hasSize(50 - moved);
    }

    @Test
    void pinned_gives_the_streams_of_a_consumer_that_is_gone_to_the_others()
            throws InterruptedException {
        createOfAll(ConsumerStrategy.PINNED);
        List<Consumer> consumers = connectAll(3);
        for (int i = 0; i < 30; i++) {
            node.append(StreamName.of("order-" + i), List.of(event("{}")));
        }
        await().until(() -> info().counts().inFlight() == 30);
        consumers.getFirst().close();

        await().until(() -> info().counts().inFlight() == 30);
        assertThat(info().consumers()).hasSize(2);
    }

    private interface Seen {
        void by(Message message, int who);
    }

    private static void collect(List<Consumer> consumers, int count, Seen seen)
            throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        int[] left = {count};
        for (int i = 0; i < consumers.size(); i++) {
            Consumer consumer = consumers.get(i);
            int who = i;
            threads.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                try {
                                    while (consumer.take() instanceof Handed.Messages(var some)) {
                                        synchronized (left) {
                                            some.forEach(message -> seen.by(message, who));
                                            left[0] -= some.size();
                                        }
                                    }
                                } catch (InterruptedException stop) {
                                    Thread.currentThread().interrupt();
                                }
                            }));
        }
        await().until(() -> {
            synchronized (left) {
                return left[0] == 0;
            }
        });
        for (Thread thread : threads) {
            thread.interrupt();
            thread.join();
        }
    }

    private static List<Message> take(Consumer consumer, int count) throws InterruptedException {
        List<Message> taken = new ArrayList<>();
        while (taken.size() < count
                && consumer.take() instanceof Handed.Messages(List<Message> some)) {
            taken.addAll(some);
        }
        return taken;
    }

    private static List<Long> revisions(Consumer consumer, int count) throws InterruptedException {
        return take(consumer, count).stream()
                .map(message -> message.event().original().revision().value())
                .toList();
    }

    private List<Consumer> connectAll(int count) {
        List<Consumer> consumers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            consumers.add(node.connect(OF_ALL, 100));
        }
        return consumers;
    }

    private int inFlight() {
        return info().counts().inFlight();
    }

    private int waiting() {
        return info().counts().history() + info().counts().live();
    }

    private GroupInfo info() {
        return node.groups.info(OF_ALL).orElseThrow();
    }

    private void createOfAll(ConsumerStrategy strategy) {
        GroupSettings like = settings(strategy, 3);
        node.groups.create(
                Caller.SYSTEM,
                OF_ALL,
                new GroupSettings(
                        GroupStart.Edge.BEGINNING,
                        new EventFilter.ByPrefix(EventFilter.Subject.STREAM_NAME, List.of("order")),
                        false,
                        false,
                        like.delivery(),
                        new GroupSettings.Buffers(500, 500, 20),
                        like.checkpointing()));
        assertThat(ORDERS.value()).startsWith("order");
    }

    private static NewEvent event(String metadata) {
        return new NewEvent(
                UUID.randomUUID(), "thing", true, Payload.of("{}"), Payload.of(metadata));
    }
}
