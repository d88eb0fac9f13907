package dev.eventstore.server.subscription;

import static dev.eventstore.server.fixture.Events.some;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.Streams;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {
    private static final StreamName ORDERS = StreamName.of("orders");
    private static final StreamName OTHER = StreamName.of("other");
    private static final Caller JOE = new Caller("joe", Set.of("joe"));

    private final EventLog log = EventLog.inMemory();
    private final Streams streams = new Streams(log, InstantSource.system(), UUID::randomUUID);
    private final WatchedStreams watched = new WatchedStreams(streams);
    private final Subscriptions subscriptions = new Subscriptions(new GuardedStreams(watched));

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void catches_up_and_follows_without_a_seam() {
        append(ORDERS, 1_000);
        try (Recording seen = follow(new ToStream(ORDERS, Start.Edge.BEGINNING, false))) {
            append(OTHER, 10);
            append(ORDERS, 700);

            seen.awaitEvents(1_700);
            assertThat(seen.revisions()).isSorted().doesNotHaveDuplicates().hasSize(1_700);
            assertThat(seen.caughtUp()).isPositive();
        }
    }

    @Test
    void begins_behind_what_it_is_told() {
        append(ORDERS, 5);
        try (Recording behind =
                        follow(
                                new ToStream(
                                        ORDERS, new Start.BehindRevision(Revision.of(2)), false));
                Recording end = follow(new ToStream(ORDERS, Start.Edge.END, false))) {
            append(ORDERS, 1);

            behind.awaitEvents(3);
            end.awaitEvents(1);
            assertThat(behind.revisions()).containsExactly(3L, 4L, 5L);
            assertThat(end.revisions()).containsExactly(5L);
        }
    }

    @Test
    void waits_for_a_stream_that_is_not_there_yet_and_for_one_that_comes_back() {
        try (Recording seen = follow(new ToStream(ORDERS, Start.Edge.BEGINNING, false))) {
            append(ORDERS, 2);
            seen.awaitEvents(2);
            streams.delete(new Delete(ORDERS, ExpectedVersion.Belief.ANY, false));
            append(ORDERS, 1);

            seen.awaitEvents(3);
            assertThat(seen.revisions()).containsExactly(0L, 1L, 2L);
        }
    }

    @Test
    void a_tombstone_ends_it() {
        append(ORDERS, 1);
        try (Recording seen = follow(new ToStream(ORDERS, Start.Edge.BEGINNING, false))) {
            seen.awaitEvents(1);
            streams.delete(new Delete(ORDERS, ExpectedVersion.Belief.ANY, true));

            assertThat(seen.ending())
                    .isInstanceOfSatisfying(
                            Ending.StreamDeleted.class,
                            deleted ->
                                    assertThat(deleted.tombstone())
                                            .extracting(RecordedEvent::type)
                                            .isEqualTo(SystemEventTypes.STREAM_DELETED));
        }
    }

    @Test
    void follows_links_to_their_targets() {
        append(ORDERS, 1);
        Payload target = Payload.of("0@orders");
        NewEvent link =
                new NewEvent(
                        UUID.randomUUID(), SystemEventTypes.LINK, false, target, Payload.EMPTY);
        streams.append(new Append(OTHER, ExpectedVersion.Belief.ANY, List.of(link)));
        try (Recording seen = follow(new ToStream(OTHER, Start.Edge.BEGINNING, true))) {
            seen.awaitEvents(1);
            assertThat(seen.events().getFirst().event())
                    .extracting(RecordedEvent::stream)
                    .isEqualTo(ORDERS);
            assertThat(seen.events().getFirst().original().stream()).isEqualTo(OTHER);
        }
    }

    @Test
    void nobody_subscribes_to_what_is_closed_to_them() {
        close(ORDERS);

        assertThat(subscriptions.toStream(JOE, new ToStream(ORDERS, Start.Edge.BEGINNING, false)))
                .isEqualTo(new SubscribeResult.AccessDenied(ORDERS));
        assertThat(
                        subscriptions.toAll(
                                JOE,
                                new ToAll(
                                        Start.Edge.BEGINNING,
                                        false,
                                        EventFilter.Everything.EVERYTHING,
                                        0)))
                .isInstanceOf(SubscribeResult.AccessDenied.class);
    }

    @Test
    void a_change_of_the_access_list_ends_it_at_once() {
        try (Recording seen = follow(JOE, new ToStream(ORDERS, Start.Edge.BEGINNING, false))) {
            append(ORDERS, 1);
            seen.awaitEvents(1);
            close(ORDERS);

            assertThat(seen.ending()).isEqualTo(new Ending.AccessDenied(ORDERS));
        }
    }

    @Test
    void a_change_of_the_default_access_list_ends_it_too() {
        try (Recording seen = follow(JOE, new ToStream(ORDERS, Start.Edge.BEGINNING, false))) {
            NewEvent event = Events.event("{\"$userStreamAcl\": {\"$r\": \"$admins\"}}");
            watched.append(
                    new Append(SystemStreams.SETTINGS, ExpectedVersion.Belief.ANY, List.of(event)));

            assertThat(seen.ending()).isEqualTo(new Ending.AccessDenied(ORDERS));
        }
    }

    @Test
    void of_everything_filters_and_tells_checkpoints() {
        append(ORDERS, 30);
        append(OTHER, 100);
        EventFilter onlyOrders =
                new EventFilter.ByPrefix(EventFilter.Subject.STREAM_NAME, List.of("ord"));
        try (Recording seen = follow(new ToAll(Start.Edge.BEGINNING, false, onlyOrders, 50))) {
            seen.awaitEvents(30);
            await().until(() -> seen.checkpoints().contains(Position.of(130)));
            assertThat(seen.checkpoints())
                    .containsExactly(Position.of(50), Position.of(100), Position.of(130));
            append(OTHER, 49);
            append(OTHER, 2);
            await().until(() -> seen.checkpoints().contains(Position.of(180)));
        }
    }

    @Test
    void an_expression_that_backtracks_without_end_ends_the_subscription() {
        streams.append(
                new Append(
                        StreamName.of("a".repeat(60) + "!"), ExpectedVersion.Belief.ANY, some(1)));
        EventFilter endless = EventFilter.byRegex(EventFilter.Subject.STREAM_NAME, "^(a+)+\\1b$");
        try (Recording seen = follow(new ToAll(Start.Edge.BEGINNING, false, endless, 0))) {
            assertThatThrownBy(seen::ending).hasMessageContaining("steps");
        }
    }

    private void append(StreamName stream, int count) {
        for (int left = count; left > 0; left -= 100) {
            streams.append(
                    new Append(stream, ExpectedVersion.Belief.ANY, some(Math.min(left, 100))));
        }
    }

    private void close(StreamName stream) {
        NewEvent metadata = Events.metadata("{\"$acl\": {\"$r\": \"$admins\"}}");
        streams.append(
                new Append(stream.metastream(), ExpectedVersion.Belief.ANY, List.of(metadata)));
    }

    private Recording follow(ToStream request) {
        return follow(Caller.SYSTEM, request);
    }

    private Recording follow(Caller caller, ToStream request) {
        return new Recording(open(subscriptions.toStream(caller, request)));
    }

    private Recording follow(ToAll request) {
        return new Recording(open(subscriptions.toAll(Caller.SYSTEM, request)));
    }

    private static Subscription open(SubscribeResult result) {
        return ((SubscribeResult.Open) result).subscription();
    }
}
