package dev.eventstore.server.grpc.streams;

import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Streams: appends, reads, subscriptions, deletes. Thread-safe. */
public final class StreamsService {
    private final Appending appending;
    private final BatchAppending batches;
    private final Reading reading;
    private final Deleting deleting;

    /**
     * @param clock tells when a subscription caught up
     * @param ids names the subscriptions
     */
    public StreamsService(
            GuardedStreams streams,
            Subscriptions subscriptions,
            AppendLimits limits,
            InstantSource clock,
            Supplier<UUID> ids) {
        appending = new Appending(streams, limits);
        batches = new BatchAppending(streams, limits, clock);
        reading = new Reading(streams, new Following(subscriptions, clock, ids));
        deleting = new Deleting(streams);
    }

    /** What is served. */
    public Service service() {
        return new Service(
                "event_store.client.streams.Streams",
                List.of(
                        Rpc.of("Read", reading::serve, "position", "events"),
                        Rpc.brief("Append", appending::begin),
                        Rpc.of("Delete", deleting::softly),
                        Rpc.of("Tombstone", deleting::forGood),
                        Rpc.longLived("BatchAppend", batches::serve, "deadline_duration")));
    }
}
