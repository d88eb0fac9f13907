package dev.eventstore.server.group;

import static dev.eventstore.server.group.GroupFixture.GROUP;
import static dev.eventstore.server.group.GroupFixture.ORDERS;
import static dev.eventstore.server.group.GroupFixture.ids;
import static dev.eventstore.server.group.GroupFixture.revisions;
import static dev.eventstore.server.group.GroupFixture.roundRobin;
import static dev.eventstore.server.group.GroupFixture.settings;
import static dev.eventstore.server.group.GroupFixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupsTest {
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
    void waits_a_moment_for_acks_though_their_time_is_up() throws InterruptedException {
        node.append(2);
        node.create(settings(ConsumerStrategy.ROUND_ROBIN, 0));
        Consumer consumer = node.connect(1);
        Message first = take(consumer, 1).getFirst();
        node.pass(TIMEOUT);
        Message second = take(consumer, 1).getFirst();
        node.pass(TIMEOUT);
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        consumer.acknowledge(ids(List.of(second)));

        await().until(() -> node.info().counts().outstanding() == 0);
        assertThat(revisions(List.of(first, second))).containsExactly(0L, 1L);
        assertThat(node.parked()).hasSize(1);
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

    private List<Message> taken(int count) {
        return node.groups.take(Caller.SYSTEM, GROUP, count) instanceof TakeResult.Taken(var taken)
                ? taken
                : List.of();
    }

    private static boolean isOrder(Message message) {
        return message.event().original().stream().equals(ORDERS);
    }
}
