package dev.eventstore.server.esjc;

import static dev.eventstore.server.esjc.Esjc.assertFails;
import static dev.eventstore.server.esjc.Esjc.events;
import static dev.eventstore.server.esjc.Esjc.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.msemys.esjc.CatchUpSubscription;
import com.github.msemys.esjc.CatchUpSubscriptionListener;
import com.github.msemys.esjc.CatchUpSubscriptionSettings;
import com.github.msemys.esjc.ExpectedVersion;
import com.github.msemys.esjc.ResolvedEvent;
import com.github.msemys.esjc.Subscription;
import com.github.msemys.esjc.SubscriptionDropReason;
import com.github.msemys.esjc.VolatileSubscriptionListener;
import com.github.msemys.esjc.operation.AccessDeniedException;
import dev.eventstore.server.fixture.IsolatedClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.Ports;
import dev.eventstore.server.fixture.RunningNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
@ExtendWith({RunningNode.class, IsolatedClient.class})
class SubscriptionTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Keeps what a subscription brings. */
    private static final class Live implements VolatileSubscriptionListener {
        final List<String> places = new CopyOnWriteArrayList<>();
        final CompletableFuture<SubscriptionDropReason> end = new CompletableFuture<>();

        @Override
        public void onEvent(Subscription subscription, ResolvedEvent event) {
            places.add(place(event));
        }

        @Override
        public void onClose(
                Subscription subscription,
                SubscriptionDropReason reason,
                @Nullable Exception exception) {
            end.complete(reason);
        }
    }

    /** Keeps what catching up brings. */
    private static final class CatchUp implements CatchUpSubscriptionListener {
        final List<String> places = new CopyOnWriteArrayList<>();
        final CompletableFuture<Boolean> live = new CompletableFuture<>();

        @Override
        public void onEvent(CatchUpSubscription subscription, ResolvedEvent event) {
            places.add(place(event));
        }

        @Override
        public void onLiveProcessingStarted(CatchUpSubscription subscription) {
            live.complete(true);
        }
    }

    private static String place(ResolvedEvent event) {
        return event.originalEventNumber() + "@" + event.originalStreamId();
    }

    @Test
    void a_stream_is_followed_from_now_on(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("s", ExpectedVersion.ANY, events(2));
            Live live = new Live();
            Subscription subscription = get(client.store.subscribeToStream("s", false, live));
            assertThat(subscription.lastEventNumber).isEqualTo(1);
            client.append("other", ExpectedVersion.ANY, events(1));
            client.append("s", ExpectedVersion.ANY, events(3));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(live.places).containsExactly("2@s", "3@s", "4@s"));
            subscription.close();
            assertThat(get(live.end)).isEqualTo(SubscriptionDropReason.UserInitiated);
        }
    }

    @Test
    void a_stream_need_not_exist_and_its_tombstone_is_told(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            Live live = new Live();
            Subscription subscription = get(client.store.subscribeToStream("s", false, live));
            assertThat(subscription.lastEventNumber).isEqualTo(-1);
            client.append("s", ExpectedVersion.ANY, events(1));
            get(client.store.deleteStream("s", ExpectedVersion.ANY, true));
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(live.places).containsExactly("0@s", Long.MAX_VALUE + "@s"));
            assertThat(live.end).isNotDone();
        }
    }

    @Test
    void everything_is_followed_from_now_on(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("before", ExpectedVersion.ANY, events(1));
            Live live = new Live();
            get(client.store.subscribeToAll(false, live));
            client.append("a", ExpectedVersion.ANY, events(2));
            client.append("b", ExpectedVersion.ANY, events(1));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(live.places).containsExactly("0@a", "1@a", "0@b"));
        }
    }

    @Test
    void who_may_not_read_may_not_follow(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(Esjc.builder(node.tcpPort()))) {
            assertFails(
                    client.store.subscribeToAll(false, new Live()), AccessDeniedException.class);
            assertFails(
                    client.store.subscribeToStream("$secret", false, new Live()),
                    AccessDeniedException.class);
        }
    }

    @Test
    void catching_up_with_a_stream_misses_nothing_and_repeats_nothing(LocalNode node)
            throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("s", ExpectedVersion.ANY, events(700));
            CatchUp catchUp = new CatchUp();
            client.store.subscribeToStreamFrom("s", null, catchUp);
            for (int i = 0; i < 50; i++) {
                client.append("s", ExpectedVersion.ANY, events(6));
            }
            await().atMost(PATIENCE).until(() -> catchUp.places.size() >= 1000);
            assertThat(catchUp.places)
                    .isEqualTo(IntStream.range(0, 1000).mapToObj(i -> i + "@s").toList());
            assertThat(catchUp.live).isCompleted();
        }
    }

    @Test
    void catching_up_with_everything_comes_to_the_present(LocalNode node) throws Exception {
        try (Esjc client = Esjc.of(node)) {
            client.append("s", ExpectedVersion.ANY, events(100));
            CatchUp catchUp = new CatchUp();
            client.store.subscribeToAllFrom(null, catchUp);
            assertThat(get(catchUp.live)).isTrue();
            client.append("t", ExpectedVersion.ANY, events(1));
            await().atMost(PATIENCE).until(() -> catchUp.places.contains("0@t"));
            assertThat(catchUp.places).contains("0@s", "99@s").doesNotHaveDuplicates();
        }
    }

    @Test
    void a_follower_goes_on_when_the_node_comes_back(@TempDir Path folder) throws Exception {
        int port = Ports.free();
        String[] options = {"--ext-tcp-port", Integer.toString(port)};
        CatchUp catchUp = new CatchUp();
        Live live = new Live();
        LocalNode first = LocalNode.in(folder, options);
        try (Esjc client = Esjc.of(first)) {
            client.append("s", ExpectedVersion.ANY, events(3));
            client.store.subscribeToStreamFrom(
                    "s",
                    null,
                    CatchUpSubscriptionSettings.newBuilder().resubscribeOnReconnect(true).build(),
                    catchUp);
            get(client.store.subscribeToStream("t", false, live));
            await().atMost(PATIENCE).until(() -> catchUp.places.size() == 3);
            first.close();
            try (LocalNode second = LocalNode.in(folder, options)) {
                assertThat(second.tcpPort()).isEqualTo(port);
                await().atMost(PATIENCE)
                        .ignoreExceptions()
                        .until(() -> client.append("s", ExpectedVersion.ANY, events(2)) > 0);
                await().atMost(PATIENCE).until(() -> catchUp.places.size() >= 5);
                assertThat(catchUp.places.subList(0, 5))
                        .containsExactly("0@s", "1@s", "2@s", "3@s", "4@s");
                assertThat(get(live.end)).isEqualTo(SubscriptionDropReason.ConnectionClosed);
            }
        } finally {
            first.close();
        }
    }
}
