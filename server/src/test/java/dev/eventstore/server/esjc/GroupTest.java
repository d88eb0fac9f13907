package dev.eventstore.server.esjc;

import static dev.eventstore.server.esjc.Esjc.assertFails;
import static dev.eventstore.server.esjc.Esjc.events;
import static dev.eventstore.server.esjc.Esjc.get;
import static dev.eventstore.server.esjc.Group.ACK;
import static dev.eventstore.server.esjc.Group.NOTHING;
import static dev.eventstore.server.esjc.Group.PATIENCE;
import static dev.eventstore.server.esjc.Group.connect;
import static dev.eventstore.server.esjc.Group.makeGroup;
import static dev.eventstore.server.esjc.Group.settings;
import static dev.eventstore.server.esjc.Group.upTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.github.msemys.esjc.EventData;
import com.github.msemys.esjc.ExpectedVersion;
import com.github.msemys.esjc.PersistentSubscription;
import com.github.msemys.esjc.PersistentSubscriptionDeleteStatus;
import com.github.msemys.esjc.PersistentSubscriptionUpdateStatus;
import com.github.msemys.esjc.SubscriptionDropReason;
import com.github.msemys.esjc.operation.AccessDeniedException;
import com.github.msemys.esjc.subscription.MaximumSubscribersReachedException;
import com.github.msemys.esjc.subscription.PersistentSubscriptionNakEventAction;
import com.github.msemys.esjc.system.SystemConsumerStrategy;
import dev.eventstore.server.fixture.IsolatedClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.Ports;
import dev.eventstore.server.fixture.RunningNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
@ExtendWith({RunningNode.class, IsolatedClient.class})
class GroupTest {
    private static final Duration SOON = Duration.ofMillis(300);

    @Test
    void a_group_is_made_changed_and_deleted(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(client, settings());
            Throwable again =
                    catchThrowable(() -> get(client.store.createPersistentSubscription("s", "g")));
            assertThat(again).hasMessageContaining("already exist");

            assertThat(
                            get(client.store.updatePersistentSubscription(
                                            "s", "g", settings().maxRetryCount(1).build()))
                                    .status)
                    .isEqualTo(PersistentSubscriptionUpdateStatus.Success);
            assertThat(get(client.store.deletePersistentSubscription("s", "g")).status)
                    .isEqualTo(PersistentSubscriptionDeleteStatus.Success);

            assertThat(
                            catchThrowable(
                                    () -> get(client.store.deletePersistentSubscription("s", "g"))))
                    .hasMessageContaining("does not exist");
            assertThat(
                            catchThrowable(() ->
                                    get(
                                            client.store.updatePersistentSubscription(
                                                    "s", "g", settings().build()))))
                    .hasMessageContaining("does not exist");
        }
    }

    @Test
    void who_is_no_operator_makes_no_groups(LocalNode node) {
        try (Esjc client = Esjc.of(Esjc.builder(node.tcpPort()))) {
            assertFails(
                    client.store.createPersistentSubscription("s", "g"),
                    AccessDeniedException.class);
            assertFails(
                    client.store.deletePersistentSubscription("s", "g"),
                    AccessDeniedException.class);
        }
    }

    @Test
    void who_may_not_read_may_not_consume(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node);
                Esjc nobody = Esjc.of(Esjc.builder(node.tcpPort()))) {
            get(client.store.createPersistentSubscription("$secret", "g", settings().build()));
            assertFails(
                    nobody.store.subscribeToPersistent("$secret", "g", new Group.Consumer(ACK)),
                    AccessDeniedException.class);
        }
    }

    @Test
    void a_group_that_is_not_there_has_no_consumers(LocalNode node) {
        try (Esjc client = Esjc.of(node)) {
            Throwable failure =
                    catchThrowable(() ->
                            get(
                                    client.store.subscribeToPersistent(
                                            "s", "none", new Group.Consumer(ACK))));
            assertThat(failure).isNotNull();
            assertThat(failure.getCause()).hasMessageContaining("not found");
        }
    }

    @Test
    void consumers_take_turns(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(client, settings());
            Group.Consumer one = new Group.Consumer(ACK);
            Group.Consumer two = new Group.Consumer(ACK);
            connect(client, one);
            connect(client, two);
            client.append("s", ExpectedVersion.ANY, events(10));
            await().atMost(PATIENCE).until(() -> one.places.size() + two.places.size() == 10);
            assertThat(one.places).hasSize(5);
            assertThat(Stream.concat(one.places.stream(), two.places.stream()))
                    .containsExactlyInAnyOrderElementsOf(upTo(10));
        }
    }

    @Test
    void a_single_consumer_gets_all_until_it_has_enough(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(
                    client,
                    settings().namedConsumerStrategy(SystemConsumerStrategy.DISPATCH_TO_SINGLE));
            Group.Consumer one = new Group.Consumer(NOTHING);
            Group.Consumer two = new Group.Consumer(NOTHING);
            connect(client, one, 5);
            connect(client, two, 5);
            client.append("s", ExpectedVersion.ANY, events(7));
            await().atMost(PATIENCE).until(() -> one.places.size() + two.places.size() == 7);
            assertThat(List.of(one.places.size(), two.places.size()))
                    .containsExactlyInAnyOrder(5, 2);
        }
    }

    @Test
    void events_of_one_stream_stay_with_one_consumer(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(
                    client,
                    settings()
                            .resolveLinkTos(true)
                            .namedConsumerStrategy(SystemConsumerStrategy.PINNED));
            Group.Consumer one = new Group.Consumer(ACK);
            Group.Consumer two = new Group.Consumer(ACK);
            connect(client, one);
            connect(client, two);
            for (int i = 0; i < 40; i++) {
                String stream = "pin-" + i % 20;
                long revision = client.append(stream, ExpectedVersion.ANY, events(1));
                client.append(
                        "s",
                        ExpectedVersion.ANY,
                        List.of(EventData.newBuilder().linkTo(revision, stream).build()));
            }
            await().atMost(PATIENCE).until(() -> one.places.size() + two.places.size() == 40);
            assertThat(streams(one)).isNotEmpty().doesNotContainAnyElementsOf(streams(two));
            assertThat(streams(two)).isNotEmpty();
        }
    }

    private static List<String> streams(Group.Consumer consumer) {
        return consumer.places.stream()
                .map(place -> place.substring(place.indexOf('@') + 1))
                .distinct()
                .toList();
    }

    @Test
    void what_is_refused_comes_again_or_not(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(client, settings());
            Group.Consumer one =
                    new Group.Consumer((subscription, event) -> {
                        if (event.retryCount > 0) {
                            subscription.acknowledge(event);
                            return;
                        }
                        PersistentSubscriptionNakEventAction action =
                                switch ((int) event.originalEventNumber()) {
                                    case 0 -> PersistentSubscriptionNakEventAction.Retry;
                                    case 1 -> PersistentSubscriptionNakEventAction.Skip;
                                    case 2 -> PersistentSubscriptionNakEventAction.Park;
                                    default -> PersistentSubscriptionNakEventAction.Unknown;
                                };
                        subscription.fail(event, action, "because");
                    });
            connect(client, one);
            client.append("s", ExpectedVersion.ANY, events(4));
            await().atMost(PATIENCE).until(() -> one.places.size() == 6);
            assertThat(one.places.subList(0, 4)).isEqualTo(upTo(4));
            assertThat(one.places.subList(4, 6)).containsExactlyInAnyOrder("0@s", "3@s");
            assertThat(one.retries).containsExactly(0, 0, 0, 0, 1, 1);
            await().atMost(PATIENCE).until(() -> parked(client).size() == 1);
        }
    }

    @Test
    void what_stops_a_consumer_is_neither_lost_nor_parked(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(client, settings().messageTimeout(SOON));
            Group.Consumer one =
                    new Group.Consumer((subscription, event) -> {
                        if (event.retryCount > 0) {
                            subscription.acknowledge(event);
                            return;
                        }
                        subscription.fail(
                                event, PersistentSubscriptionNakEventAction.Stop, "no more");
                    });
            connect(client, one);
            client.append("s", ExpectedVersion.ANY, events(2));
            await().atMost(PATIENCE).until(() -> checkpoint(client).equals("1"));
            assertThat(one.places).containsExactly("0@s", "1@s", "0@s", "1@s");
            assertThat(one.retries).containsExactly(0, 0, 1, 1);
            assertThat(parked(client)).isEmpty();
        }
    }

    private static List<String> parked(Esjc client) throws Exception {
        return get(
                        client.store.readStreamEventsForward(
                                "$persistentsubscription-s::g-parked", 0, 10, false))
                .events
                .stream()
                .map(Esjc::text)
                .toList();
    }

    @Test
    void what_takes_too_long_is_tried_again_and_then_parked(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(client, settings().messageTimeout(SOON).maxRetryCount(1));
            Group.Consumer one = new Group.Consumer(NOTHING);
            connect(client, one);
            client.append("s", ExpectedVersion.ANY, events(1));
            await().atMost(PATIENCE).until(() -> parked(client).equals(List.of("0@s")));
            await().atMost(PATIENCE).until(() -> one.retries.size() == 2);
            assertThat(one.retries).containsExactly(0, 1);
        }
    }

    @Test
    void there_are_no_more_consumers_than_there_may_be(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(client, settings().maxSubscriberCount(1));
            PersistentSubscription first = connect(client, new Group.Consumer(ACK));
            assertFails(
                    client.store.subscribeToPersistent("s", "g", new Group.Consumer(ACK)),
                    MaximumSubscribersReachedException.class);
            first.stop(PATIENCE);
            Group.Consumer next = new Group.Consumer(ACK);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> connect(client, next) != null);
        }
    }

    @Test
    void consumers_are_dropped_when_their_group_changes_or_goes(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(client, settings());
            Group.Consumer one = new Group.Consumer(ACK);
            connect(client, one);
            get(client.store.updatePersistentSubscription("s", "g", settings().build()));
            assertThat(get(one.end)).isEqualTo(SubscriptionDropReason.UserInitiated);
            Group.Consumer two = new Group.Consumer(ACK);
            connect(client, two);
            get(client.store.deletePersistentSubscription("s", "g"));
            assertThat(get(two.end)).isEqualTo(SubscriptionDropReason.UserInitiated);
        }
    }

    @Test
    void what_a_consumer_had_goes_to_others_when_it_vanishes(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            makeGroup(client, settings());
            client.append("s", ExpectedVersion.ANY, events(5));
            Group.Consumer gone = new Group.Consumer(NOTHING);
            try (Esjc other = Esjc.of(node)) {
                connect(other, gone);
                await().atMost(PATIENCE).until(() -> gone.places.size() == 5);
            }
            Group.Consumer next = new Group.Consumer(ACK);
            connect(client, next);
            await().atMost(PATIENCE).until(() -> next.places.size() == 5);
            assertThat(next.places).containsExactlyInAnyOrderElementsOf(upTo(5));
        }
    }

    @Test
    void a_group_goes_on_where_it_was_when_the_node_comes_back(@TempDir Path folder)
            throws Exception {
        String[] options = {"--ext-tcp-port", Integer.toString(Ports.free())};
        LocalNode first = LocalNode.in(folder, options);
        try (Esjc client = Esjc.of(first)) {
            makeGroup(client, settings());
            client.append("s", ExpectedVersion.ANY, events(20));
            Group.Consumer one =
                    new Group.Consumer((subscription, event) -> {
                        if (event.originalEventNumber() < 10) {
                            subscription.acknowledge(event);
                        }
                    });
            connect(client, one, 20);
            await().atMost(PATIENCE).until(() -> checkpoint(client).equals("9"));
            first.close();
            try (LocalNode _ = LocalNode.in(folder, options)) {
                Group.Consumer two = new Group.Consumer(ACK);
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> connect(client, two) != null);
                await().atMost(PATIENCE).until(() -> two.places.size() == 10);
                assertThat(two.places)
                        .containsExactlyInAnyOrderElementsOf(upTo(20).subList(10, 20));
            }
        } finally {
            first.close();
        }
    }

    private static String checkpoint(Esjc client) throws Exception {
        return get(
                        client.store.readStreamEventsBackward(
                                "$persistentsubscription-s::g-checkpoint", -1, 1, false))
                .events
                .stream()
                .map(Esjc::text)
                .findFirst()
                .orElse("");
    }
}
