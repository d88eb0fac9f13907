package dev.eventstore.server.group;

import org.jspecify.annotations.Nullable;

/** Decides which consumer gets an event. Not thread-safe. */
interface Strategy {
    /** A consumer came. */
    void added(Consumer consumer);

    /** A consumer is gone; what it had was released before. */
    void removed(Consumer consumer);

    /** Who should get an event; {@code null} if it has to wait. */
    @Nullable Consumer pick(Entry entry);

    /** Answers whether another event may find somebody where one did not. */
    default boolean isChoosy() {
        return false;
    }

    /** An event went to whom it was meant for. */
    default void handed(Entry entry) {}

    /** An event came back or was settled. */
    default void released(Entry entry) {}

    static Strategy of(ConsumerStrategy name) {
        return switch (name) {
            case ROUND_ROBIN -> new InTurns(true);
            case DISPATCH_TO_SINGLE -> new InTurns(false);
            case PINNED -> new Pinned(PinningKey::stream);
            case PINNED_BY_CORRELATION -> new Pinned(PinningKey::correlation);
        };
    }
}
