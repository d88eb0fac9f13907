package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.stats.Operations;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * What all parts of a node are built on.
 *
 * @param ids names whatever needs a new name
 * @param instance names this run of the node
 * @param operations counts what is done
 * @param opened what has to be closed again
 * @param stopRequest completed by whoever wants the node to stop
 */
record Foundation(
        Settings settings,
        InstantSource clock,
        Supplier<UUID> ids,
        UUID instance,
        Operations operations,
        OpenedParts opened,
        CompletableFuture<StopRequest> stopRequest) {
    static Foundation of(Settings settings) {
        return new Foundation(
                settings,
                InstantSource.system(),
                UUID::randomUUID,
                UUID.randomUUID(),
                new Operations(settings.statistics().histograms()),
                new OpenedParts(),
                new CompletableFuture<>());
    }

    /** Has the node stop in good order; returns at once. */
    void stop() {
        stopRequest.complete(new StopRequest.Shutdown());
    }

    /** Has the node begin again with an empty database; returns at once. */
    void reset() {
        stopRequest.complete(new StopRequest.Reset());
    }

    /** Has the node begin again with what was staged; returns at once. */
    void goBack() {
        stopRequest.complete(new StopRequest.GoBack());
    }
}
