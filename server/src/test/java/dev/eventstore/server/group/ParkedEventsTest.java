package dev.eventstore.server.group;

import static dev.eventstore.server.group.GroupFixture.GROUP;
import static dev.eventstore.server.group.GroupFixture.ORDERS;
import static dev.eventstore.server.group.GroupFixture.ids;
import static dev.eventstore.server.group.GroupFixture.roundRobin;
import static dev.eventstore.server.group.GroupFixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.EventFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ParkedEventsTest {
    private final GroupFixture node = new GroupFixture();

    @AfterEach
    void close() {
        node.close();
    }

    @Test
    void tries_parked_events_again_and_forgets_them_once_they_are_settled()
            throws InterruptedException {
        node.park(3);
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
        node.park(2);
        node.groups.replayParked(Caller.SYSTEM, GROUP, new ParkedChoice.Count(Groups.NO_LIMIT));
        take(node.connect(10), 2);
        node.kill();

        await().until(() -> node.info().counts().parked() == 2);
        node.groups.replayParked(Caller.SYSTEM, GROUP, new ParkedChoice.Count(Groups.NO_LIMIT));
        assertThat(take(node.connect(10), 2)).hasSize(2);
    }

    @Test
    void drops_parked_events_on_request() throws InterruptedException {
        node.park(3);
        node.groups.truncateParked(Caller.SYSTEM, GROUP, new ParkedChoice.Count(2));

        await().until(() -> node.parked().size() == 1);
        assertThat(node.info().counts().parked()).isEqualTo(1);
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

    @Test
    void tries_one_again_though_older_ones_stay_parked() throws InterruptedException {
        node.park(4);
        Consumer consumer = node.connect(10);
        assertThat(replay(new ParkedChoice.Only(2))).isEqualTo(new GroupResult.Done());

        List<Message> again = take(consumer, 1);

        assertThat(number(again.getFirst())).isEqualTo(2);
        assertThat(node.info().counts().parked()).isEqualTo(3);
        consumer.acknowledge(ids(again));
        assertThat(open()).containsExactly(0L, 1L, 3L);
    }

    @Test
    void leaves_out_what_is_done_with_when_the_others_are_tried_again()
            throws InterruptedException {
        node.park(4);
        drop(new ParkedChoice.Only(1));
        node.restart();
        await().until(() -> node.info().counts().parked() == 3);
        replay(new ParkedChoice.Count(Groups.NO_LIMIT));
        Consumer consumer = node.connect(10);

        List<Message> again = take(consumer, 3);

        assertThat(again.stream().map(ParkedEventsTest::number)).containsExactly(0L, 2L, 3L);
        consumer.acknowledge(ids(again));
        await().until(() -> node.parked().isEmpty());
        assertThat(node.info().counts().parked()).isZero();
    }

    @Test
    void forgets_nothing_that_is_tried_again_alone_and_was_not_settled()
            throws InterruptedException {
        node.park(3);
        Consumer consumer = node.connect(10);
        replay(new ParkedChoice.Only(1));
        take(consumer, 1);
        replay(new ParkedChoice.Count(Groups.NO_LIMIT));
        consumer.acknowledge(ids(take(consumer, 2)));
        await().until(() -> node.parked().size() == 2);
        node.kill();

        await().until(() -> node.info().status().contains("Live"));
        assertThat(open()).contains(1L);
    }

    @Test
    void parks_anew_what_fails_again() throws InterruptedException {
        node.park(2);
        Consumer consumer = node.connect(10);
        replay(new ParkedChoice.Only(1));
        consumer.refuse(ids(take(consumer, 1)), NackAction.PARK, "still odd");

        await().until(() -> open().equals(List.of(0L, 2L)));
        assertThat(node.parked().getLast().original().metadata().text()).contains("still odd");
    }

    @Test
    void drops_one_and_those_up_to_one() throws InterruptedException {
        node.park(5);
        drop(new ParkedChoice.Only(0));
        await().until(() -> node.parked().size() == 4);
        drop(new ParkedChoice.UpTo(2));
        await().until(() -> node.parked().size() == 2);

        assertThat(open()).containsExactly(3L, 4L);
        assertThat(node.info().counts().parked()).isEqualTo(2);
    }

    @Test
    void refuses_what_is_not_parked() throws InterruptedException {
        node.park(2);
        drop(new ParkedChoice.Only(1));

        assertThat(drop(new ParkedChoice.Only(1))).isInstanceOf(GroupResult.Failed.class);
        assertThat(replay(new ParkedChoice.Only(1))).isInstanceOf(GroupResult.Failed.class);
        assertThat(replay(new ParkedChoice.Only(9))).isInstanceOf(GroupResult.Failed.class);
        assertThat(open()).containsExactly(0L);
    }

    @Test
    void tells_how_it_did() throws InterruptedException {
        node.append(5);
        node.create(roundRobin());
        node.awaitLive();
        Consumer consumer = node.connect(2);
        List<Message> some = take(consumer, 2);

        await().atMost(Duration.ofSeconds(20)).until(() -> !node.groups.history(GROUP).isEmpty());
        assertThat(node.groups.history(GROUP).getFirst().lag()).isEqualTo(5);
        consumer.acknowledge(ids(some));
        GroupFigures now = node.groups.figures(GROUP).orElseThrow();
        assertThat(now.lag()).isEqualTo(3);
        assertThat(now.outstanding()).isEqualTo(2);
        assertThat(now.waiting()).isEqualTo(1);
        assertThat(now.consumers()).isEqualTo(1);
    }

    @Test
    void shows_what_consumers_do_to_who_watches() throws InterruptedException {
        List<GroupObserver.Deed> deeds = new ArrayList<>();
        GroupOperations watched =
                node.groups.observedBy(
                        new GroupObserver() {
                            @Override
                            public boolean isWatching() {
                                return true;
                            }

                            @Override
                            public void saw(Deed deed) {
                                deeds.add(deed);
                            }
                        });
        node.append(2);
        watched.create(Caller.SYSTEM, GROUP, roundRobin());
        Consumer consumer =
                watched.connect(Caller.SYSTEM, GROUP, new ConsumerRequest("", "joe", "", 5))
                                instanceof ConnectResult.Connected(Consumer connected)
                        ? connected
                        : node.connect(0);
        List<Message> messages = take(consumer, 2);
        consumer.acknowledge(ids(messages.subList(0, 1)));
        consumer.refuse(ids(messages.subList(1, 2)), NackAction.PARK, "odd");
        watched.take(Caller.SYSTEM, GROUP, 3);

        assertThat(deeds.stream().map(GroupObserver.Deed::operation).distinct())
                .containsExactly("create", "connect", "deliver", "ack", "nack", "take");
        assertThat(deeds.stream().map(GroupObserver.Deed::request))
                .contains("group billing, 1 event, park");
    }

    private GroupResult replay(ParkedChoice choice) {
        return node.groups.replayParked(Caller.SYSTEM, GROUP, choice);
    }

    private GroupResult drop(ParkedChoice choice) {
        return node.groups.truncateParked(Caller.SYSTEM, GROUP, choice);
    }

    /** The numbers of those that are parked. */
    private List<Long> open() {
        ParkedState state = node.groups.parked(GROUP).orElseThrow();
        List<Long> open = new ArrayList<>();
        for (long number = state.first(); number < state.end(); number++) {
            if (!state.taken().contains(number)) {
                open.add(number);
            }
        }
        return open;
    }

    private static long number(Message message) {
        return message.event().original().revision().value();
    }
}
