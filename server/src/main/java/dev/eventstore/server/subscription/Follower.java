package dev.eventstore.server.subscription;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import java.util.List;

/**
 * Gets what a subscription finds, in order, on the thread that follows. Methods may block, and the
 * subscription waits as long. What they throw ends the subscription and comes out of {@link
 * Subscription#follow}.
 */
public interface Follower {
    /**
     * Some events, one or more, in order.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    void events(List<ResolvedEvent> events) throws InterruptedException;

    /**
     * So far everything was looked at: a subscription that begins behind here misses nothing. Only
     * of subscriptions to everything that asked for it.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    default void checkpoint(Position position) throws InterruptedException {}

    /**
     * Everything that was there has been sent; what follows is new.
     *
     * @param at how far that is
     * @throws InterruptedException if the thread is interrupted
     */
    default void caughtUp(Reached at) throws InterruptedException {}

    /**
     * The follower was too slow for what comes in and catches up again.
     *
     * @param at how far it is
     * @throws InterruptedException if the thread is interrupted
     */
    default void fellBehind(Reached at) throws InterruptedException {}

    /**
     * Everything that was there has been handed over, and the subscription goes to sleep until more
     * comes. Told each time, also where nothing was new.
     *
     * @throws InterruptedException if the thread is interrupted
     */
    default void waits() throws InterruptedException {}
}
