package dev.eventstore.server.grpc.client;

import dev.eventstore.server.grpc.client.GroupClient.Delivery;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/** Which events are with consumers right now, and which were settled. Thread-safe. */
final class InHands {
    private static final int TOGETHER = 3;
    private static final long POLL_NANOS = 1_000_000;

    private final Set<Long> held = ConcurrentHashMap.newKeySet();
    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final Queue<Long> twice = new ConcurrentLinkedQueue<>();

    /**
     * Connects, works until it took some events, and disconnects with what it has in its hands,
     * until all is done.
     *
     * @param connecting connects somebody who does with events as told
     * @param visitMax after how many events it disconnects
     * @param count how many events there are
     */
    void comeAndGo(
            Function<Consumer<Delivery>, ConsumerAtWork> connecting, int visitMax, int count) {
        while (acknowledged.size() < count) {
            Visit visit = new Visit();
            try (ConsumerAtWork _ = connecting.apply(visit::take)) {
                while (visit.taken() < visitMax && acknowledged.size() < count) {
                    LockSupport.parkNanos(POLL_NANOS);
                    visit.settle();
                }
                visit.leave();
            }
        }
    }

    Set<Long> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Events that came to one consumer while they were with another. */
    Queue<Long> twice() {
        return twice;
    }

    /** What one consumer does between coming and going. */
    private final class Visit {
        private final List<Delivery> mine = new ArrayList<>();
        private int taken;
        private boolean isOver;

        synchronized void take(Delivery event) {
            if (isOver) {
                return;
            }
            if (!held.add(event.revision())) {
                twice.add(event.revision());
            }
            mine.add(event);
            taken++;
            if (mine.size() >= TOGETHER) {
                settle();
            }
        }

        synchronized int taken() {
            return taken;
        }

        /** An event is out of one's hands as soon as the node may know. */
        synchronized void settle() {
            for (Delivery event : mine) {
                held.remove(event.revision());
                acknowledged.add(event.revision());
                event.ack();
            }
            mine.clear();
        }

        synchronized void leave() {
            isOver = true;
            mine.forEach(event -> held.remove(event.revision()));
            mine.clear();
        }
    }
}
