package dev.eventstore.server.grpc.operations;

import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.Rpc;
import dev.eventstore.server.grpc.call.Service;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.OperationsProto.ScavengeResp;
import dev.eventstore.server.grpc.wire.OperationsProto.ScavengeResp.ScavengeResult;
import dev.eventstore.server.grpc.wire.OperationsProto.StartScavengeReq;
import dev.eventstore.server.grpc.wire.OperationsProto.StopScavengeReq;
import dev.eventstore.server.grpc.wire.SharedProto.Empty;
import dev.eventstore.server.scavenge.ScavengeSettings;
import dev.eventstore.server.scavenge.Scavenger;
import dev.eventstore.server.scavenge.StartResult;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators do with a node. Thread-safe. */
public final class OperationsService {
    private static final Logger logger = LoggerFactory.getLogger(OperationsService.class);
    private static final int UNTHROTTLED_PERCENT = 100;

    private final Scavenger scavenger;
    private final Rpc.Handling restartGroups;
    private final Runnable shutdown;

    /**
     * @param restartGroups serves the method that starts all groups anew
     * @param shutdown stops the node; returns at once
     */
    public OperationsService(Scavenger scavenger, Rpc.Handling restartGroups, Runnable shutdown) {
        this.scavenger = scavenger;
        this.restartGroups = restartGroups;
        this.shutdown = shutdown;
    }

    /** What is served. */
    public Service service() {
        return new Service(
                "event_store.client.operations.Operations",
                List.of(
                        Rpc.of("StartScavenge", this::startScavenge),
                        Rpc.of("StopScavenge", this::stopScavenge),
                        Rpc.of("Shutdown", this::shutdown),
                        Rpc.of("MergeIndexes", OperationsService::nothingToDo),
                        Rpc.of("ResignNode", OperationsService::nothingToDo),
                        Rpc.of("SetNodePriority", OperationsService::nothingToDo),
                        Rpc.of("RestartPersistentSubscriptions", restartGroups)));
    }

    /** Threads and chunks are checked and change nothing: there are no chunk files. */
    private void startScavenge(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        StartScavengeReq.Options options = call.only(StartScavengeReq.parser()).getOptions();
        requireOperator(call);
        if (options.getThreadCount() < 0) {
            throw Refusals.invalid("The thread_count must be 1 or more.");
        }
        if (options.getStartFromChunk() < 0) {
            throw Refusals.invalid("The start_from_chunk must be 0 or more.");
        }
        switch (scavenger.start(new ScavengeSettings(UNTHROTTLED_PERCENT))) {
            case StartResult.Started(UUID id) -> answer(call, id, ScavengeResult.Started);
            case StartResult.AlreadyRunning(UUID id) -> answer(call, id, ScavengeResult.InProgress);
        }
    }

    private void stopScavenge(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        String text = call.only(StopScavengeReq.parser()).getOptions().getScavengeId();
        requireOperator(call);
        UUID id = id(text);
        switch (scavenger.stop(id)) {
            case STOPPING -> answer(call, id, ScavengeResult.Stopped);
            case NOT_RUNNING -> throw Refusals.noScavenge(text);
        }
    }

    private void shutdown(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        call.only(Empty.parser());
        requireOperator(call);
        logger.info("{} asks the node to stop", call.caller().login());
        call.send(Empty.getDefaultInstance());
        shutdown.run();
    }

    /** The index merges itself, and a node that is alone leads whatever its priority is. */
    private static void nothingToDo(Call call)
            throws StatusException, ClientGoneException, InterruptedException {
        // Whatever is set is a field that the empty message does not know.
        call.only(Empty.parser());
        requireOperator(call);
        call.send(Empty.getDefaultInstance());
    }

    private static UUID id(String text) throws StatusException {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOne) {
            throw Refusals.noScavenge(text);
        }
    }

    private static void answer(Call call, UUID id, ScavengeResult result)
            throws ClientGoneException, InterruptedException {
        call.send(
                ScavengeResp.newBuilder()
                        .setScavengeId(id.toString())
                        .setScavengeResult(result)
                        .build());
    }

    private static void requireOperator(Call call) throws StatusException {
        if (!call.caller().isOperator()) {
            throw Refusals.accessDenied();
        }
    }
}
