package dev.eventstore.server.group;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A consumer that takes and settles when it is told to. */
final class SimulatedConsumer {
    private static final long PATIENCE_MILLIS = 50;

    private final Consumer consumer;
    private final Hands hands;
    private final Queue<Message> taken = new ArrayDeque<>();

    SimulatedConsumer(Consumer consumer, Hands hands) {
        this.consumer = consumer;
        this.hands = hands;
    }

    /** Takes what there is, maybe nothing. */
    void pull() throws InterruptedException {
        FutureTask<Handed> asking = new FutureTask<>(consumer::take);
        Thread thread = Thread.ofVirtual().start(asking);
        thread.join(PATIENCE_MILLIS);
        // If it is interrupted, it has taken nothing.
        thread.interrupt();
        thread.join();
        try {
            if (asking.get() instanceof Handed.Messages(List<Message> messages)) {
                messages.forEach(hands::got);
                taken.addAll(messages);
            }
        } catch (ExecutionException nothing) {
            assertInterrupted(nothing);
        }
    }

    private static void assertInterrupted(ExecutionException failure) {
        if (!(failure.getCause() instanceof InterruptedException)) {
            throw new AssertionError(failure);
        }
    }

    /** Answers whether something seems to be there to be pulled. */
    boolean isOffered() {
        return consumer.inFlight() > taken.size();
    }

    Optional<Message> next() {
        return Optional.ofNullable(taken.poll());
    }

    void acknowledge(Message message) {
        hands.gave(message);
        consumer.acknowledge(List.of(message.id()));
    }

    void refuse(Message message, NackAction action) {
        hands.gave(message);
        consumer.refuse(List.of(message.id()), action, "simulated");
    }

    /** What it has taken is not its own any more. */
    void forget() {
        taken.clear();
    }

    void close() {
        taken.forEach(hands::gave);
        taken.clear();
        consumer.close();
    }
}
