package dev.eventstore.server.grpc.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.CreateProjectionOptions;
import io.kurrent.dbclient.DeleteProjectionOptions;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.KurrentDBProjectionManagementClient;
import io.kurrent.dbclient.ProjectionDetails;
import io.kurrent.dbclient.UpdateProjectionOptions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The library {@code io.kurrent:kurrentdb-client}. */
final class KurrentProjections implements ProjectionClient {
    static final Kind KIND = KurrentProjections::new;

    private static final int PATIENCE_SECONDS = 30;

    private final KurrentDBProjectionManagementClient client;

    private KurrentProjections(String address) {
        client =
                KurrentDBProjectionManagementClient.from(
                        KurrentDBClient.create(
                                KurrentDBConnectionString.parseOrThrow("kurrentdb://" + address)));
    }

    @Override
    public void create(String name, String query, boolean emits, boolean tracks) {
        done(
                client.create(
                        name,
                        query,
                        CreateProjectionOptions.get()
                                .emitEnabled(emits)
                                .trackEmittedStreams(tracks)));
    }

    @Override
    public void update(String name, String query) {
        done(client.update(name, query));
    }

    @Override
    public void update(String name, String query, boolean emits) {
        done(client.update(name, query, UpdateProjectionOptions.get().emitEnabled(emits)));
    }

    @Override
    public void enable(String name) {
        done(client.enable(name));
    }

    @Override
    public void disable(String name) {
        done(client.disable(name));
    }

    @Override
    public void abort(String name) {
        done(client.abort(name));
    }

    @Override
    public void reset(String name) {
        done(client.reset(name));
    }

    @Override
    public void delete(String name, boolean withCheckpoints, boolean withEmitted) {
        done(
                client.delete(
                        name,
                        DeleteProjectionOptions.get()
                                .deleteCheckpointStream(withCheckpoints)
                                .deleteEmittedStreams(withEmitted)));
    }

    @Override
    public JsonNode state(String name) {
        return result(client.getState(name, JsonNode.class));
    }

    @Override
    public JsonNode result(String name) {
        return result(client.getResult(name, JsonNode.class));
    }

    @Override
    public Details statistics(String name) {
        return told(result(client.getStatistics(name)));
    }

    @Override
    public List<Details> list() {
        return result(client.list()).stream().map(KurrentProjections::told).toList();
    }

    @Override
    public void restart() {
        done(client.restartSubsystem());
    }

    @Override
    public void close() {
        done(client.shutdown());
    }

    private static Details told(ProjectionDetails details) {
        return new Details(
                details.getName(),
                details.getMode(),
                details.getStatus(),
                details.getStateReason(),
                details.getPosition(),
                details.getLastCheckpoint(),
                details.getProgress(),
                details.getEventsProcessedAfterRestart(),
                details.getVersion(),
                details.getEpoch());
    }

    private static void done(CompletableFuture<?> future) {
        Object _ = result(future);
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            Throwable why = failure.getCause();
            throw new StoreClient.Failed(
                    why instanceof StatusRuntimeException status
                            ? status.getStatus().getCode().name()
                            : why.getClass().getSimpleName(),
                    why);
        } catch (InterruptedException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
