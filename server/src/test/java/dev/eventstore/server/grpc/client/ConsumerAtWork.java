package dev.eventstore.server.grpc.client;

import dev.eventstore.server.grpc.client.GroupClient.Delivery;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A connected consumer that keeps what it gets, and does with it as it is told. Thread-safe. */
final class ConsumerAtWork implements GroupClient.Ear, AutoCloseable {
    private final Consumer<Delivery> work;
    private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    private volatile boolean hasEnded;
    private volatile GroupClient.@Nullable Connection connection;

    /**
     * @param work what it does with an event
     */
    ConsumerAtWork(Consumer<Delivery> work) {
        this.work = work;
    }

    ConsumerAtWork of(GroupClient.Connection connected) {
        connection = connected;
        return this;
    }

    @Override
    public void event(Delivery delivery) {
        deliveries.add(delivery);
        work.accept(delivery);
    }

    @Override
    public void ended(@Nullable Throwable why) {
        hasEnded = true;
    }

    int count() {
        return deliveries.size();
    }

    boolean hasEnded() {
        return hasEnded;
    }

    List<Long> revisions() {
        return deliveries.stream().map(Delivery::revision).toList();
    }

    /** What the revisions leave when they are divided. */
    Set<Long> remainders(int divisor) {
        return deliveries.stream()
                .map(event -> event.revision() % divisor)
                .collect(Collectors.toSet());
    }

    Set<String> streams() {
        return deliveries.stream().map(Delivery::stream).collect(Collectors.toSet());
    }

    List<@Nullable String> targets() {
        return deliveries.stream().<@Nullable String>map(Delivery::target).toList();
    }

    List<Integer> retryCounts() {
        return deliveries.stream().map(Delivery::retryCount).toList();
    }

    @Override
    public void close() {
        GroupClient.Connection connected = connection;
        if (connected != null) {
            connected.close();
        }
    }
}
