package dev.eventstore.server.projection;

import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.subscription.Subscriptions;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What projections need of the rest of the node.
 *
 * @param streams without any guard
 * @param ids names the events that are written
 * @param pace lets projections give way to others
 */
record Outside(
        StreamOperations streams, Subscriptions subscriptions, Supplier<UUID> ids, Pace pace) {}
