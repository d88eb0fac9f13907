package dev.eventstore.server.subscription;

import dev.eventstore.server.event.Position;

/** How far a subscription has come. */
public sealed interface Reached {
    /**
     * In a stream.
     *
     * @param revision the last one that was looked at, −1 if there was none
     */
    record InStream(long revision) implements Reached {}

    /**
     * In everything.
     *
     * @param position the last one that was looked at
     */
    record InAll(Position position) implements Reached {}
}
