package dev.eventstore.server.group;

import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.fixture.MortalStreams;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Groups over a database in memory, with a clock that is set by hand. */
final class GroupFixture implements AutoCloseable {
    static final StreamName ORDERS = StreamName.of("orders");
    static final GroupId GROUP = new GroupId(ORDERS, "billing");

    final EventLog log = EventLog.inMemory();
    final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);
    final GuardedStreams guarded = new GuardedStreams(new WatchedStreams(streams));
    final AtomicLong nanos = new AtomicLong();
    private MortalStreams mortal = new MortalStreams(streams);
    Groups groups = newGroups();

    /** Settings that the tests change where they need to. */
    static GroupSettings settings(ConsumerStrategy strategy, int retriesMax) {
        return settings(GroupStart.Edge.BEGINNING, strategy, retriesMax);
    }

    static GroupSettings settings(GroupStart start, ConsumerStrategy strategy, int retriesMax) {
        return new GroupSettings(
                start,
                EventFilter.Everything.EVERYTHING,
                false,
                true,
                new GroupSettings.Delivery(Duration.ofSeconds(30), retriesMax, strategy, 0),
                new GroupSettings.Buffers(50, 50, 20),
                new GroupSettings.Checkpointing(Duration.ofSeconds(1), 1, 10));
    }

    static GroupSettings roundRobin() {
        return settings(ConsumerStrategy.ROUND_ROBIN, 3);
    }

    private Groups newGroups() {
        Groups made =
                new Groups(
                        guarded,
                        new Outside(
                                mortal,
                                new Subscriptions(guarded),
                                InstantSource.system(),
                                nanos::get,
                                UUID::randomUUID));
        made.start();
        return made;
    }

    /** Stops the groups as a node does, and starts them anew. */
    void restart() {
        groups.close();
        mortal = new MortalStreams(streams);
        groups = newGroups();
    }

    /** Lets the groups end as if the process were killed, and starts them anew. */
    void kill() {
        mortal.die();
        restart();
    }

    void append(int count) {
        append(ORDERS, Events.some(count));
    }

    void append(StreamName stream, List<NewEvent> events) {
        streams.append(new Append(stream, ExpectedVersion.Belief.ANY, events));
    }

    void create(GroupSettings settings) {
        GroupResult result = groups.create(Caller.SYSTEM, GROUP, settings);
        if (!(result instanceof GroupResult.Done)) {
            throw new AssertionError("Not created: " + result);
        }
    }

    Consumer connect(int window) {
        return connect(GROUP, window);
    }

    Consumer connect(GroupId group, int window) {
        ConsumerRequest request = new ConsumerRequest("127.0.0.1:1", "joe", "test", window);
        if (groups.connect(Caller.SYSTEM, group, request)
                instanceof ConnectResult.Connected(Consumer consumer)) {
            return consumer;
        }
        throw new AssertionError("Not connected.");
    }

    GroupInfo info() {
        return groups.info(GROUP).orElseThrow();
    }

    /** Waits until the group has read all that there is. */
    void awaitLive() {
        await().until(() -> info().status().contains("Live"));
    }

    /** Moves the clock on, and lets the groups see it. */
    void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** The parked events that can be seen, with their links. */
    List<ResolvedEvent> parked() {
        ReadStream all =
                new ReadStream(GROUP.parked(), Revision.FIRST, 10_000, Direction.FORWARD, true);
        return streams.readStream(all) instanceof ReadStreamResult.Page page
                ? page.events()
                : List.of();
    }

    /** Leaves the group with some parked events and nothing else. */
    void park(int count) throws InterruptedException {
        append(count);
        create(roundRobin());
        Consumer consumer = connect(count);
        consumer.refuse(ids(take(consumer, count)), NackAction.PARK, "for later");
        await().until(() -> info().counts().parked() == count);
        pass(Duration.ofSeconds(2));
        await().until(() -> info().checkpoint() != null);
        consumer.close();
    }

    /** Takes exactly so many events, and waits for them. */
    static List<Message> take(Consumer consumer, int count) throws InterruptedException {
        List<Message> taken = new ArrayList<>();
        while (taken.size() < count) {
            switch (consumer.take()) {
                case Handed.Messages(List<Message> messages) -> taken.addAll(messages);
                case Handed.Dropped(DropReason reason) ->
                        throw new AssertionError("Dropped: " + reason);
            }
        }
        if (taken.size() > count) {
            throw new AssertionError("Too many: " + taken);
        }
        return taken;
    }

    /** Why a consumer is dropped; waits for it. */
    static DropReason dropped(Consumer consumer) throws InterruptedException {
        while (true) {
            if (consumer.take() instanceof Handed.Dropped(DropReason reason)) {
                return reason;
            }
        }
    }

    static List<UUID> ids(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }

    static List<Long> revisions(List<Message> messages) {
        return messages.stream()
                .map(message -> message.event().original().revision().value())
                .toList();
    }

    @Override
    public void close() {
        groups.close();
        log.close();
    }
}
