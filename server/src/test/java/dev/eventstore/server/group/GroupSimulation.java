package dev.eventstore.server.group;

import static dev.eventstore.server.group.GroupFixture.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.Link;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.fixture.Effort;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Plays consumers that do anything, on a node that is stopped and killed, and holds the group to
 * two promises: every event is acknowledged, parked, skipped on purpose, or still due; and nobody
 * gets an event that is in somebody's hands.
 */
class GroupSimulation {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Test
    void loses_nothing_and_hands_out_nothing_twice() throws InterruptedException {
        long seed = Effort.seed(GroupSimulation.class);
        for (int round = 0; round < Effort.of(8, 300); round++) {
            try (GroupFixture node = new GroupFixture()) {
                new Play(node, new Random(seed + round)).run();
            }
        }
    }

    /** One database, from its first event until everything is settled. */
    private static final class Play {
        private static final int STEPS = 300;

        private final GroupFixture node;
        private final Random random;
        private final Hands hands = new Hands();
        private final List<SimulatedConsumer> consumers = new ArrayList<>();
        private final Set<Long> acknowledged = new TreeSet<>();
        private final Set<Long> skipped = new TreeSet<>();
        private long appended;

        Play(GroupFixture node, Random random) {
            this.node = node;
            this.random = random;
        }

        void run() throws InterruptedException {
            node.create(settings());
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            settleTheRest();
            Set<Long> all = new TreeSet<>(acknowledged);
            all.addAll(skipped);
            all.addAll(parked());
            assertThat(all).hasSize((int) appended);
        }

        private GroupSettings settings() {
            ConsumerStrategy[] strategies = ConsumerStrategy.values();
            return new GroupSettings(
                    random.nextBoolean() ? GroupStart.Edge.BEGINNING : GroupStart.Edge.END,
                    EventFilter.Everything.EVERYTHING,
                    false,
                    false,
                    new GroupSettings.Delivery(
                            TIMEOUT,
                            random.nextInt(4),
                            strategies[random.nextInt(strategies.length)],
                            0),
                    new GroupSettings.Buffers(5 + random.nextInt(50), 5 + random.nextInt(50), 4),
                    new GroupSettings.Checkpointing(
                            Duration.ofSeconds(1), random.nextInt(3), 1 + random.nextInt(20)));
        }

        private void step() throws InterruptedException {
            switch (random.nextInt(20)) {
                case 0, 1, 2 -> append(1 + random.nextInt(20));
                case 3, 4 -> consumers.add(connect(1 + random.nextInt(10)));
                case 5 -> any().ifPresent(this::disconnect);
                case 6 -> pass(Duration.ofMillis(500));
                case 7 -> pass(TIMEOUT.plusSeconds(1));
                case 8 -> replay();
                case 9 -> restart();
                default -> {
                    Optional<SimulatedConsumer> consumer = any();
                    if (consumer.isPresent()) {
                        settleSome(consumer.get());
                    }
                }
            }
        }

        private void append(int count) {
            node.append(count);
            appended += count;
        }

        private SimulatedConsumer connect(int window) {
            return new SimulatedConsumer(node.connect(window), hands);
        }

        private Optional<SimulatedConsumer> any() {
            return consumers.isEmpty()
                    ? Optional.empty()
                    : Optional.of(consumers.get(random.nextInt(consumers.size())));
        }

        private void disconnect(SimulatedConsumer consumer) {
            consumers.remove(consumer);
            consumer.close();
        }

        private void pass(Duration time) {
            if (time.compareTo(TIMEOUT) > 0) {
                letGo();
            }
            node.pass(time);
        }

        private void replay() {
            if (random.nextInt(3) == 0) {
                takeUpOne();
            } else {
                node.groups.replayParked(
                        Caller.SYSTEM, GROUP, new ParkedChoice.Count(1 + random.nextInt(10)));
            }
        }

        /** One of the parked events, before its turn. */
        private void takeUpOne() {
            long first = node.groups.parked(GROUP).orElseThrow().first();
            node.groups.replayParked(
                    Caller.SYSTEM, GROUP, new ParkedChoice.Only(first + random.nextInt(10)));
        }

        private void letGo() {
            consumers.forEach(SimulatedConsumer::forget);
            hands.letGo();
        }

        private void restart() {
            letGo();
            if (random.nextBoolean()) {
                node.kill();
            } else {
                node.restart();
            }
            consumers.forEach(SimulatedConsumer::close);
            consumers.clear();
        }

        private void settleSome(SimulatedConsumer consumer) throws InterruptedException {
            if (node.info().counts().inFlight() > 0 && consumer.isOffered()) {
                consumer.pull();
            }
            for (int i = random.nextInt(5); i >= 0; i--) {
                consumer.next().ifPresent(message -> settle(consumer, message));
            }
        }

        private void settle(SimulatedConsumer consumer, Message message) {
            switch (random.nextInt(6)) {
                case 0 -> consumer.refuse(message, NackAction.RETRY);
                case 1 -> consumer.refuse(message, NackAction.PARK);
                case 2 -> {
                    consumer.refuse(message, NackAction.SKIP);
                    skipped.add(revision(message));
                }
                default -> acknowledge(consumer, message);
            }
        }

        private void acknowledge(SimulatedConsumer consumer, Message message) {
            consumer.acknowledge(message);
            acknowledged.add(revision(message));
        }

        /** A patient consumer takes whatever is due. */
        private void settleTheRest() throws InterruptedException {
            List.copyOf(consumers).forEach(this::disconnect);
            SimulatedConsumer patient = connect(10);
            while (isSomethingDue()) {
                patient.pull();
                Optional<Message> message = patient.next();
                while (message.isPresent()) {
                    acknowledge(patient, message.get());
                    message = patient.next();
                }
            }
            // What was to be parked is on its way to the disk.
            node.restart();
        }

        private boolean isSomethingDue() {
            GroupInfo info = node.info();
            GroupInfo.Counts now = info.counts();
            int inHand = now.history() + now.live() + now.retry() + now.outstanding();
            return !info.status().equals(List.of("Live")) || inHand > 0 || !isKnown(info);
        }

        private boolean isKnown(GroupInfo info) {
            return appended == 0 || new Reached.InStream(appended - 1).equals(info.lastKnown());
        }

        private Set<Long> parked() {
            Set<Long> parked = new TreeSet<>();
            for (ResolvedEvent event : node.parked()) {
                Link.parse(event.original().data().text())
                        .ifPresent(link -> parked.add(link.revision()));
            }
            return parked;
        }

        private static long revision(Message message) {
            var event = message.event().event();
            return event == null ? -1 : event.revision().value();
        }
    }
}
