package dev.eventstore.server.group;

import static dev.eventstore.server.group.GroupFixture.GROUP;
import static dev.eventstore.server.group.GroupFixture.ORDERS;
import static dev.eventstore.server.group.GroupFixture.roundRobin;
import static dev.eventstore.server.group.GroupFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupsTest {
    private static final Caller JOE = new Caller("joe", Set.of("joe"));
    private static final Duration TIMEOUT = Duration.ofSeconds(31);

    private final GroupFixture node = new GroupFixture();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void hands_out_what_was_there_and_what_comes() throws InterruptedException {
        node.append(3);
        node.create(roundRobin());
        Consumer consumer = node.connect(10);
        List<Message> first = take(consumer, 3);
        node.append(2);

        assertThat(revisions(first)).containsExactly(0L, 1L, 2L);
        assertThat(revisions(take(consumer, 2))).containsExactly(3L, 4L);
    }

    @Test
    void gives_a_consumer_no_more_than_it_wants() throws InterruptedException {
        node.append(10);
        node.create(roundRobin());
        Consumer consumer = node.connect(4);
        List<Message> first = take(consumer, 4);
        assertThat(node.info().counts().inFlight()).isEqualTo(4);
        consumer.acknowledge(List.of(first.getFirst().id()));

        assertThat(revisions(take(consumer, 1))).containsExactly(4L);
        assertThat(node.info().counts().inFlight()).isEqualTo(4);
    }

    @Test
    void goes_on_behind_what_was_settled_after_a_restart() throws InterruptedException {
        node.append(8);
        node.create(roundRobin());
        List<Message> all = take(node.connect(10), 8);
        node.groups.acknowledge(Caller.SYSTEM, GROUP, ids(all.subList(0, 3)));
        node.groups.acknowledge(Caller.SYSTEM, GROUP, ids(all.subList(5, 6)));
        node.restart();

        assertThat(revisions(take(node.connect(10), 5))).containsExactly(3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void writes_its_place_by_count_and_by_time() throws InterruptedException {
        node.append(15);
        node.create(roundRobin());
        Consumer consumer = node.connect(20);
        List<Message> all = take(consumer, 15);
        consumer.acknowledge(ids(all.subList(0, 9)));
        assertThat(node.info().checkpoint()).isNull();
        consumer.acknowledge(ids(all.subList(9, 10)));
        await().until(() -> new Reached.InStream(9).equals(node.info().checkpoint()));
        consumer.acknowledge(ids(all.subList(10, 12)));
        node.pass(Duration.ofSeconds(2));

        await().until(() -> new Reached.InStream(11).equals(node.info().checkpoint()));
    }

    @Test
    void tries_again_what_is_refused_and_parks_it_in_the_end() throws InterruptedException {
        node.append(1);
        node.create(roundRobin());
        Consumer consumer = node.connect(10);
        for (int retries = 0; retries <= 3; retries++) {
            Message message = take(consumer, 1).getFirst();
            assertThat(message.retryCount()).isEqualTo(retries);
            consumer.refuse(ids(List.of(message)), NackAction.RETRY, "no");
        }

        await().until(() -> node.parked().size() == 1);
        assertThat(node.parked().getFirst().original().metadata().text())
                .contains("Reached retry count of 3");
        assertThat(node.info().counts().outstanding()).isZero();
    }

    @Test
    void parks_skips_or_leaves_what_a_consumer_refuses() throws InterruptedException {
        node.append(3);
        node.create(roundRobin());
        Consumer consumer = node.connect(10);
        List<Message> all = take(consumer, 3);
        consumer.refuse(ids(all.subList(0, 1)), NackAction.PARK, "looks odd");
        consumer.refuse(ids(all.subList(1, 2)), NackAction.SKIP, "");
        consumer.refuse(ids(all.subList(2, 3)), NackAction.STOP, "");

        await().until(() -> node.info().counts().parked() == 1);
        assertThat(node.parked().getFirst().original().metadata().text()).contains("looks odd");
        assertThat(node.parked().getFirst().original().data().text()).isEqualTo("0@orders");
        assertThat(node.info().counts().outstanding()).isEqualTo(1);
    }

    @Test
    void gives_to_another_what_was_not_settled_in_time() throws InterruptedException {
        node.append(2);
        node.create(roundRobin());
        Consumer slow = node.connect(10);
        List<Message> late = take(slow, 2);
        node.pass(TIMEOUT);
        Consumer other = node.connect(10);

        List<Message> again = new ArrayList<>(take(slow, 1));
        again.addAll(take(other, 1));
        assertThat(ids(again)).containsExactlyInAnyOrderElementsOf(ids(late));
        assertThat(again).allMatch(message -> message.retryCount() == 1);
    }

    @Test
    void gives_to_others_what_a_consumer_has_that_goes() throws InterruptedException {
        node.append(4);
        node.create(roundRobin());
        Consumer going = node.connect(10);
        take(going, 4);
        going.close();

        assertThat(going.take()).isEqualTo(new Handed.Dropped(DropReason.CLOSED));
        List<Message> again = take(node.connect(10), 4);
        assertThat(revisions(again)).containsExactly(0L, 1L, 2L, 3L);
        assertThat(again).allMatch(message -> message.retryCount() == 1);
    }

    @Test
    void tries_parked_events_again_and_forgets_them_once_they_are_settled()
            throws InterruptedException {
        park(3);
        node.groups.replayParked(Caller.SYSTEM, GROUP, new ParkedChoice.Count(2));
        Consumer consumer = node.connect(10);
        List<Message> again = take(consumer, 2);

        assertThat(again).allMatch(message -> message.event().link() != null);
        assertThat(node.parked()).hasSize(3);
        consumer.acknowledge(ids(again));
        await().until(() -> node.parked().size() == 1);
        assertThat(node.info().counts().parked()).isEqualTo(1);
    }

    @Test
    void keeps_parked_events_that_were_not_settled_when_the_node_was_killed()
            throws InterruptedException {
        park(2);
        node.groups.replayParked(Caller.SYSTEM, GROUP, new ParkedChoice.Count(Groups.NO_LIMIT));
        take(node.connect(10), 2);
        node.kill();

        await().until(() -> node.info().counts().parked() == 2);
        node.groups.replayParked(Caller.SYSTEM, GROUP, new ParkedChoice.Count(Groups.NO_LIMIT));
        assertThat(take(node.connect(10), 2)).hasSize(2);
    }

    @Test
    void drops_parked_events_on_request() throws InterruptedException {
        park(3);
        node.groups.truncateParked(Caller.SYSTEM, GROUP, new ParkedChoice.Count(2));

        await().until(() -> node.parked().size() == 1);
        assertThat(node.info().counts().parked()).isEqualTo(1);
    }

    @Test
    void misses_nothing_between_its_making_and_a_restart() throws InterruptedException {
        node.append(5);
        node.create(settings(GroupStart.Edge.END, ConsumerStrategy.ROUND_ROBIN, 3));
        node.awaitLive();
        node.append(2);
        node.kill();

        assertThat(revisions(take(node.connect(10), 2))).containsExactly(5L, 6L);
    }

    @Test
    void keeps_its_settings() {
        GroupSettings settings = settings(ConsumerStrategy.PINNED_BY_CORRELATION, 7);
        node.create(settings);
        GroupId ofAll = new GroupId(SystemStreams.ALL, "everything");
        GroupSettings filtered =
                new GroupSettings(
                        GroupStart.Edge.END,
                        new EventFilter.ByPrefix(EventFilter.Subject.EVENT_TYPE, List.of("a", "b")),
                        true,
                        false,
                        settings.delivery(),
                        settings.buffers(),
                        settings.checkpointing());
        node.groups.create(Caller.SYSTEM, ofAll, filtered);
        node.restart();

        assertThat(node.info().settings()).isEqualTo(settings);
        assertThat(node.groups.info(ofAll).orElseThrow().settings()).isEqualTo(filtered);
        assertThat(node.groups.list()).hasSize(2);
    }

    @Test
    void hands_out_everything_but_its_own_streams() throws InterruptedException {
        GroupId id = new GroupId(SystemStreams.ALL, "everything");
        GroupSettings settings =
                new GroupSettings(
                        GroupStart.Edge.END,
                        EventFilter.Everything.EVERYTHING,
                        false,
                        false,
                        roundRobin().delivery(),
                        roundRobin().buffers(),
                        new GroupSettings.Checkpointing(Duration.ZERO, 0, 1));
        node.groups.create(Caller.SYSTEM, id, settings);
        Consumer consumer = node.connect(id, 1);
        node.append(3);
        List<Message> seen = new ArrayList<>();
        while (seen.stream().filter(GroupsTest::isOrder).count() < 3) {
            List<Message> more = take(consumer, 1);
            consumer.acknowledge(ids(more));
            seen.addAll(more);
        }
        await().until(() -> node.groups.info(id).orElseThrow().checkpoint() != null);

        assertThat(seen)
                .noneMatch(message ->
                        message.event().original().stream()
                                .value()
                                .startsWith("$persistentsubscription-"));
        assertThat(node.groups.info(id).orElseThrow().counts().outstanding()).isZero();
    }

    @Test
    void gives_a_group_of_everything_what_its_filter_wants() throws InterruptedException {
        GroupId id = new GroupId(SystemStreams.ALL, "some");
        GroupSettings settings =
                new GroupSettings(
                        GroupStart.Edge.BEGINNING,
                        new EventFilter.ByPrefix(EventFilter.Subject.STREAM_NAME, List.of("ord")),
                        false,
                        false,
                        roundRobin().delivery(),
                        roundRobin().buffers(),
                        roundRobin().checkpointing());
        node.append(StreamName.of("other"), Events.some(5));
        node.append(2);
        node.groups.create(Caller.SYSTEM, id, settings);

        assertThat(take(node.connect(id, 10), 2)).allMatch(GroupsTest::isOrder);
    }

    @Test
    void holds_no_more_than_its_buffers() {
        node.append(5_000);
        node.create(roundRobin());
        await().until(() -> node.info().counts().history() == 50);

        assertThat(node.info().status()).containsExactly("Behind");
        assertThat(node.info().lastKnown()).isEqualTo(new Reached.InStream(4_999));
    }

    @Test
    void holds_back_an_event_whose_id_is_in_somebodys_hands() throws InterruptedException {
        NewEvent event = Events.event("{}");
        GroupId id = new GroupId(SystemStreams.ALL, "all");
        node.append(StreamName.of("a"), List.of(event));
        node.append(StreamName.of("b"), List.of(event));
        node.groups.create(Caller.SYSTEM, id, onlyThings());
        Consumer consumer = node.connect(id, 10);
        Message first = take(consumer, 1).getFirst();
        assertThat(node.groups.info(id).orElseThrow().counts().history()).isEqualTo(1);
        consumer.acknowledge(List.of(first.id()));

        Message second = take(consumer, 1).getFirst();
        assertThat(first.event().original().stream()).isEqualTo(StreamName.of("a"));
        assertThat(second.event().original().stream()).isEqualTo(StreamName.of("b"));
    }

    @Test
    void hands_out_to_those_who_are_not_connected() {
        node.append(3);
        node.create(roundRobin());
        node.awaitLive();
        List<Message> taken = taken(2);
        node.groups.acknowledge(Caller.SYSTEM, GROUP, ids(taken));

        assertThat(revisions(taken)).containsExactly(0L, 1L);
        assertThat(revisions(taken(5))).containsExactly(2L);
        assertThat(taken(5)).isEmpty();
        assertThat(node.info().counts().outstanding()).isEqualTo(1);
        assertThat(node.info().counts().inFlight()).isZero();
    }

    @Test
    void lets_only_operators_change_groups_and_only_readers_read() {
        node.append(SystemStreams.SETTINGS, List.of());
        node.append(ORDERS.metastream(), List.of(Events.metadata("{\"$acl\":{\"$r\":\"ann\"}}")));

        assertThat(node.groups.create(JOE, GROUP, roundRobin()))
                .isInstanceOf(GroupResult.AccessDenied.class);
        node.create(roundRobin());
        assertThat(node.groups.update(JOE, GROUP, roundRobin()))
                .isInstanceOf(GroupResult.AccessDenied.class);
        assertThat(node.groups.delete(JOE, GROUP)).isInstanceOf(GroupResult.AccessDenied.class);
        assertThat(node.groups.replayParked(JOE, GROUP, new ParkedChoice.Only(1)))
                .isInstanceOf(GroupResult.AccessDenied.class);
        assertThat(node.groups.take(JOE, GROUP, 1)).isEqualTo(new TakeResult.AccessDenied(GROUP));
        assertThat(node.groups.connect(JOE, GROUP, new ConsumerRequest("", "joe", "", 1)))
                .isEqualTo(new ConnectResult.AccessDenied(GROUP));
    }

    @Test
    void tells_what_cannot_be_done() {
        node.create(roundRobin());
        GroupId missing = new GroupId(ORDERS, "missing");

        assertThat(node.groups.create(Caller.SYSTEM, GROUP, roundRobin()))
                .isEqualTo(new GroupResult.AlreadyExists(GROUP));
        assertThat(node.groups.update(Caller.SYSTEM, missing, roundRobin()))
                .isEqualTo(new GroupResult.DoesNotExist(missing));
        assertThat(node.groups.delete(Caller.SYSTEM, missing))
                .isEqualTo(new GroupResult.DoesNotExist(missing));
        assertThat(node.groups.take(Caller.SYSTEM, missing, 1))
                .isEqualTo(new TakeResult.DoesNotExist(missing));
        assertThat(node.groups.replayParked(Caller.SYSTEM, GROUP, new ParkedChoice.Count(-1)))
                .isInstanceOf(GroupResult.Failed.class);
    }

    @Test
    void drops_its_consumers_when_it_is_changed_or_deleted() throws InterruptedException {
        node.append(2);
        node.create(roundRobin());
        Consumer first = node.connect(10);
        Consumer early = node.connect(1);
        node.groups.update(Caller.SYSTEM, GROUP, settings(ConsumerStrategy.PINNED, 3));
        assertThat(dropped(first)).isEqualTo(DropReason.GROUP_UPDATED);
        assertThat(dropped(early)).isEqualTo(DropReason.GROUP_UPDATED);
        Consumer second = node.connect(10);
        node.groups.delete(Caller.SYSTEM, GROUP);

        assertThat(dropped(second)).isEqualTo(DropReason.GROUP_DELETED);
        assertThat(node.groups.info(GROUP)).isEmpty();
        assertThat(node.groups.list(ORDERS)).hasValue(List.of());
        assertThat(node.groups.list(StreamName.of("never"))).isEmpty();
    }

    @Test
    void begins_anew_when_it_is_made_again() throws InterruptedException {
        node.append(12);
        node.create(roundRobin());
        Consumer consumer = node.connect(20);
        consumer.acknowledge(ids(take(consumer, 12)));
        await().until(() -> node.info().checkpoint() != null);
        node.groups.delete(Caller.SYSTEM, GROUP);
        node.create(roundRobin());

        assertThat(take(node.connect(20), 12)).hasSize(12);
    }

    @Test
    void refuses_more_consumers_than_it_may_have() {
        GroupSettings one =
                new GroupSettings(
                        GroupStart.Edge.BEGINNING,
                        EventFilter.Everything.EVERYTHING,
                        false,
                        false,
                        new GroupSettings.Delivery(
                                Duration.ZERO, 1, ConsumerStrategy.ROUND_ROBIN, 1),
                        roundRobin().buffers(),
                        roundRobin().checkpointing());
        node.create(one);
        Consumer consumer = node.connect(1);
        ConsumerRequest another = new ConsumerRequest("", "ann", "", 1);

        assertThat(node.groups.connect(Caller.SYSTEM, GROUP, another))
                .isEqualTo(new ConnectResult.TooManyConsumers(GROUP));
        consumer.close();
        assertThat(node.groups.connect(Caller.SYSTEM, GROUP, another))
                .isInstanceOf(ConnectResult.Connected.class);
    }

    @Test
    void measures_how_long_events_take_if_asked_to() throws InterruptedException {
        node.append(2);
        node.create(roundRobin());
        Consumer consumer = node.connect(10);
        List<Message> messages = take(consumer, 2);
        node.pass(Duration.ofMillis(250));
        consumer.acknowledge(ids(messages));

        GroupInfo.ConsumerInfo shown = node.info().consumers().getFirst();
        assertThat(shown.latencies())
                .contains(new GroupInfo.Measurement("Median", 250))
                .contains(new GroupInfo.Measurement("99.9%", 250));
        assertThat(shown.handedOut().total()).isEqualTo(2);
        assertThat(shown.availableSlots()).isEqualTo(10);
    }

    @Test
    void parks_a_link_whose_target_is_gone_as_the_link_says() throws InterruptedException {
        GroupSettings resolving =
                new GroupSettings(
                        GroupStart.Edge.BEGINNING,
                        EventFilter.Everything.EVERYTHING,
                        true,
                        false,
                        roundRobin().delivery(),
                        roundRobin().buffers(),
                        roundRobin().checkpointing());
        node.append(
                ORDERS,
                List.of(
                        new NewEvent(
                                UUID.randomUUID(),
                                "$>",
                                false,
                                Payload.of("7@nowhere"),
                                Payload.EMPTY)));
        node.create(resolving);
        Consumer consumer = node.connect(1);
        consumer.refuse(ids(take(consumer, 1)), NackAction.PARK, "");

        await().until(() -> node.parked().size() == 1);
        assertThat(node.parked().getFirst().original().data().text()).isEqualTo("7@nowhere");
    }

    private static GroupSettings onlyThings() {
        return new GroupSettings(
                GroupStart.Edge.BEGINNING,
                new EventFilter.ByPrefix(EventFilter.Subject.EVENT_TYPE, List.of("thing")),
                false,
                false,
                roundRobin().delivery(),
                roundRobin().buffers(),
                roundRobin().checkpointing());
    }

    /** Leaves the group with some parked events and nothing else. */
    private void park(int count) throws InterruptedException {
        node.append(count);
        node.create(roundRobin());
        Consumer consumer = node.connect(count);
        consumer.refuse(ids(take(consumer, count)), NackAction.PARK, "for later");
        await().until(() -> node.info().counts().parked() == count);
        node.pass(Duration.ofSeconds(2));
        await().until(() -> node.info().checkpoint() != null);
        consumer.close();
    }

    private List<Message> taken(int count) {
        return node.groups.take(Caller.SYSTEM, GROUP, count) instanceof TakeResult.Taken(var taken)
                ? taken
                : List.of();
    }

    private static List<Message> take(Consumer consumer, int count) throws InterruptedException {
        List<Message> taken = new ArrayList<>();
        while (taken.size() < count) {
            switch (consumer.take()) {
                case Handed.Messages(List<Message> messages) -> taken.addAll(messages);
                case Handed.Dropped(DropReason reason) ->
                        throw new AssertionError("Dropped: " + reason);
            }
        }
        assertThat(taken).hasSize(count);
        return taken;
    }

    private static DropReason dropped(Consumer consumer) throws InterruptedException {
        while (true) {
            if (consumer.take() instanceof Handed.Dropped(DropReason reason)) {
                return reason;
            }
        }
    }

    private static boolean isOrder(Message message) {
        return message.event().original().stream().equals(ORDERS);
    }

    private static List<UUID> ids(List<Message> messages) {
        return messages.stream().map(Message::id).toList();
    }

    private static List<Long> revisions(List<Message> messages) {
        return messages.stream()
                .map(message -> message.event().original().revision().value())
                .toList();
    }
}
