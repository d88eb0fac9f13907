package dev.eventstore.server.group;

import static dev.eventstore.server.group.GroupFixture.GROUP;
import static dev.eventstore.server.group.GroupFixture.ORDERS;
import static dev.eventstore.server.group.GroupFixture.dropped;
import static dev.eventstore.server.group.GroupFixture.ids;
import static dev.eventstore.server.group.GroupFixture.revisions;
import static dev.eventstore.server.group.GroupFixture.roundRobin;
import static dev.eventstore.server.group.GroupFixture.settings;
import static dev.eventstore.server.group.GroupFixture.take;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.EventFilter;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupManagementTest {
    private static final Caller JOE = new Caller("joe", Set.of("joe"));

    private final GroupFixture node = new GroupFixture();

    @AfterEach
    void close() {
        node.close();
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
    void misses_nothing_between_its_making_and_a_restart() throws InterruptedException {
        node.append(5);
        node.create(settings(GroupStart.Edge.END, ConsumerStrategy.ROUND_ROBIN, 3));
        node.awaitLive();
        node.append(2);
        node.kill();

        assertThat(revisions(take(node.connect(10), 2))).containsExactly(5L, 6L);
    }
}
