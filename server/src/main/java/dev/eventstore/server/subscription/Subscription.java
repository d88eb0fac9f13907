package dev.eventstore.server.subscription;

import dev.eventstore.server.event.Position;

/**
 * An open subscription, to be followed once. One thread at a time; to stop it, interrupt the thread
 * that follows.
 */
public interface Subscription {
    /** The newest position when it was opened. */
    Position head();

    /**
     * The revision that the stream ended at when the subscription was opened: −1 if it had no
     * events, and of subscriptions to everything.
     */
    long lastRevision();

    /**
     * Hands everything to the follower, for ever.
     *
     * @return why it cannot go on
     * @throws InterruptedException if the thread is interrupted
     * @throws dev.eventstore.server.stream.FilterTooCostlyException if the filter does not come to
     *     an end on some event
     */
    Ending follow(Follower follower) throws InterruptedException;
}
