package dev.eventstore.server.esjc;

import static dev.eventstore.server.esjc.Esjc.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.msemys.esjc.PersistentSubscription;
import com.github.msemys.esjc.PersistentSubscriptionCreateStatus;
import com.github.msemys.esjc.PersistentSubscriptionListener;
import com.github.msemys.esjc.PersistentSubscriptionSettings;
import com.github.msemys.esjc.RetryableResolvedEvent;
import com.github.msemys.esjc.SubscriptionDropReason;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The group {@code g} of the stream {@code s}, and who consumes from it. */
final class Group {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What a consumer does with an event. */
    interface Work {
        void on(PersistentSubscription subscription, RetryableResolvedEvent event);
    }

    static final Work ACK = (subscription, event) -> subscription.acknowledge(event);
    static final Work NOTHING = (subscription, event) -> {};

    /** Keeps what comes, and how often it was tried before. */
    static final class Consumer implements PersistentSubscriptionListener {
        final List<String> places = new CopyOnWriteArrayList<>();
        final List<Integer> retries = new CopyOnWriteArrayList<>();
        final CompletableFuture<SubscriptionDropReason> end = new CompletableFuture<>();
        private final Work work;

        Consumer(Work work) {
            this.work = work;
        }

        @Override
        public void onEvent(PersistentSubscription subscription, RetryableResolvedEvent event) {
            places.add(
                    event.event == null
                            ? "nothing"
                            : event.event.eventNumber + "@" + event.event.eventStreamId);
            retries.add(event.retryCount);
            work.on(subscription, event);
        }

        @Override
        public void onClose(
                PersistentSubscription subscription,
                SubscriptionDropReason reason,
                @Nullable Exception exception) {
            end.complete(reason);
        }
    }

    static PersistentSubscriptionSettings.Builder settings() {
        return PersistentSubscriptionSettings.newBuilder()
                .startFromBeginning()
                .checkPointAfter(Duration.ofMillis(10))
                .minCheckPointCount(1);
    }

    static void makeGroup(Esjc client, PersistentSubscriptionSettings.Builder settings)
            throws Exception {
        assertThat(
                        get(client.store.createPersistentSubscription("s", "g", settings.build()))
                                .status)
                .isEqualTo(PersistentSubscriptionCreateStatus.Success);
    }

    static PersistentSubscription connect(Esjc client, Consumer consumer) throws Exception {
        return connect(client, consumer, 10);
    }

    static PersistentSubscription connect(Esjc client, Consumer consumer, int window)
            throws Exception {
        return get(client.store.subscribeToPersistent("s", "g", consumer, null, window, false));
    }

    static List<String> upTo(int count) {
        return IntStream.range(0, count).mapToObj(i -> i + "@s").toList();
    }

    private Group() {}
}
