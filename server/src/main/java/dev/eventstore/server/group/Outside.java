package dev.eventstore.server.group;

import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What groups need of the rest of the node.
 *
 * @param streams without any guard
 * @param clock the time of day, for what is written
 * @param nanos a clock that only goes forward, for time-outs
 * @param ids names the events that are written
 */
public record Outside(
        StreamOperations streams,
        Subscriptions subscriptions,
        InstantSource clock,
        LongSupplier nanos,
        Supplier<UUID> ids) {
    long now() {
        return nanos.getAsLong();
    }

    Beginning beginning() {
        return new Beginning(streams);
    }
}
