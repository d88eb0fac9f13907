package dev.eventstore.server.grpc.client;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the client libraries of both generations can do with groups, in our words. The stream {@code
 * $all} stands for everything.
 */
interface GroupClient extends AutoCloseable {
    String ALL = "$all";
    long END = -1;
    long NO_LIMIT = -1;

    /** Opens a client for what stands behind the scheme: {@code 127.0.0.1:2113?tls=false}. */
    @FunctionalInterface
    interface Kind {
        GroupClient open(String address);
    }

    /** What a consumer does with an event that it does not settle. */
    enum Nack {
        PARK,
        RETRY,
        SKIP,
        STOP
    }

    /**
     * How a group works; what is not here is as the libraries have it.
     *
     * @param from revision or position, {@link #END} for what comes
     * @param prefix of the streams that are wanted from everything; {@code null} for all
     */
    record Wish(
            long from,
            String strategy,
            Duration timeout,
            int retries,
            int consumersMax,
            boolean resolvesLinks,
            @Nullable String prefix) {
        static final Wish FROM_START =
                new Wish(0, "RoundRobin", Duration.ofSeconds(30), 10, 0, false, null);

        Wish from(long place) {
            return new Wish(place, strategy, timeout, retries, consumersMax, resolvesLinks, prefix);
        }

        Wish strategy(String other) {
            return new Wish(from, other, timeout, retries, consumersMax, resolvesLinks, prefix);
        }

        Wish timeout(Duration other, int tries) {
            return new Wish(from, strategy, other, tries, consumersMax, resolvesLinks, prefix);
        }

        Wish consumersMax(int max) {
            return new Wish(from, strategy, timeout, retries, max, resolvesLinks, prefix);
        }

        Wish resolvesLinks(boolean whether) {
            return new Wish(from, strategy, timeout, retries, consumersMax, whether, prefix);
        }

        Wish prefix(String text) {
            return new Wish(from, strategy, timeout, retries, consumersMax, resolvesLinks, text);
        }
    }

    /** An event with a consumer; {@code stream} and {@code revision} are the original's. */
    interface Delivery {
        UUID id();

        String stream();

        long revision();

        /** Where a resolved link leads to; {@code null} without a link. */
        @Nullable String target();

        int retryCount();

        void ack();

        void nack(Nack action, String reason);
    }

    /** What a consumer hears. */
    interface Ear {
        void event(Delivery delivery);

        void ended(@Nullable Throwable why);
    }

    /** A connected consumer; closing it disconnects it. */
    interface Connection extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * How a group is.
     *
     * @param checkpoint −1 if there is none
     */
    record Info(
            String source,
            String group,
            String status,
            Wish wish,
            List<String> consumers,
            long total,
            int inFlight,
            long parked,
            long checkpoint,
            long lastKnown) {}

    void create(String stream, String group, Wish wish);

    void update(String stream, String group, Wish wish);

    void delete(String stream, String group);

    Optional<Info> info(String stream, String group);

    List<Info> list();

    List<Info> list(String stream);

    void replayParked(String stream, String group, long limit);

    void restart();

    /** Connects a consumer. */
    Connection connect(String stream, String group, int window, Ear ear);

    @Override
    void close();
}
