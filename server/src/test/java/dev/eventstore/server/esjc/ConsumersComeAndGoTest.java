package dev.eventstore.server.esjc;

import static dev.eventstore.server.esjc.Esjc.events;
import static dev.eventstore.server.esjc.Group.PATIENCE;
import static dev.eventstore.server.esjc.Group.connect;
import static dev.eventstore.server.esjc.Group.makeGroup;
import static dev.eventstore.server.esjc.Group.settings;
import static dev.eventstore.server.esjc.Group.upTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.msemys.esjc.ExpectedVersion;
import com.github.msemys.esjc.PersistentSubscription;
import com.github.msemys.esjc.RetryableResolvedEvent;
import dev.eventstore.server.fixture.IsolatedClient;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.fixture.RunningNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many consumers of one group, none of which stays. */
@Timeout(90)
@ExtendWith({RunningNode.class, IsolatedClient.class})
class ConsumersComeAndGoTest {
    @Test
    void ten_consumers_that_come_and_go_lose_nothing(LocalNode node) throws Exception {
        int count = 1_000;
        Hands hands = new Hands();
        try (Esjc client = Esjc.of(node)) {
            makeGroup(client, settings());
            List<Thread> workers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                int visitMax = 20 + i;
                workers.add(
                        Thread.ofPlatform().start(() -> comeAndGo(client, hands, visitMax, count)));
            }
            for (int i = 0; i < count; i += 100) {
                client.append("s", ExpectedVersion.ANY, events(100));
            }
            for (Thread worker : workers) {
                worker.join();
            }
            assertThat(hands.acknowledged).containsExactlyInAnyOrderElementsOf(upTo(count));
            assertThat(hands.twice).isEmpty();
        }
    }

    /** Which events are with consumers right now, and which were settled. */
    private static final class Hands {
        final Set<String> held = ConcurrentHashMap.newKeySet();
        final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
        final List<String> twice = new CopyOnWriteArrayList<>();
    }

    /** A consumer that settles three events at a time, and leaves with what it then has. */
    private static final class Visit implements Group.Work {
        private final Hands hands;
        private final List<Runnable> open = new ArrayList<>();
        private final List<String> mine = new ArrayList<>();
        private int taken;
        private boolean isOver;

        Visit(Hands hands) {
            this.hands = hands;
        }

        @Override
        public synchronized void on(
                PersistentSubscription subscription, RetryableResolvedEvent event) {
            if (isOver) {
                return;
            }
            String place = event.originalEventNumber() + "@s";
            if (!hands.held.add(place)) {
                hands.twice.add(place);
            }
            mine.add(place);
            open.add(() -> subscription.acknowledge(event));
            taken++;
            if (mine.size() == 3) {
                settle();
            }
        }

        /** An event is out of one's hands as soon as the node may know. */
        synchronized void settle() {
            mine.forEach(hands.held::remove);
            hands.acknowledged.addAll(mine);
            open.forEach(Runnable::run);
            mine.clear();
            open.clear();
        }

        synchronized boolean hasSeen(int visitMax) {
            return taken >= visitMax;
        }

        synchronized void leave() {
            isOver = true;
            mine.forEach(hands.held::remove);
        }
    }

    private static void comeAndGo(Esjc client, Hands hands, int visitMax, int count) {
        while (hands.acknowledged.size() < count) {
            Visit visit = new Visit(hands);
            try {
                PersistentSubscription connected = connect(client, new Group.Consumer(visit), 5);
                while (!visit.hasSeen(visitMax) && hands.acknowledged.size() < count) {
                    Thread.sleep(1);
                    visit.settle();
                }
                visit.leave();
                connected.stop(PATIENCE);
            } catch (Exception failed) {
                throw new AssertionError(failed);
            }
        }
    }
}
