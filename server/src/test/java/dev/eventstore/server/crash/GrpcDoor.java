package dev.eventstore.server.crash;

import dev.eventstore.server.event.NewEvent;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.ConnectionShutdownException;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.StreamState;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Appends through gRPC, with a client library. */
final class GrpcDoor implements Door {
    private static final int PATIENCE_SECONDS = 30;

    private final KurrentDBClient client;

    GrpcDoor(URI node) {
        client =
                KurrentDBClient.create(
                        KurrentDBConnectionString.parseOrThrow(
                                "kurrentdb://"
                                        + node.getAuthority()
                                        + "?tls=false&maxDiscoverAttempts=1"));
    }

    @Override
    public void append(String stream, long expected, List<NewEvent> events) throws Gone {
        try {
            client.appendToStream(
                            stream,
                            AppendToStreamOptions.get()
                                    .streamState(StreamState.fromRawLong(expected)),
                            events.stream().map(GrpcDoor::message).iterator())
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (isGone(failure.getCause())) {
                throw new Gone(failure);
            }
            throw new AssertionError(failure);
        } catch (InterruptedException | TimeoutException failure) {
            throw new AssertionError(failure);
        }
    }

    private static boolean isGone(@Nullable Throwable why) {
        return switch (why) {
            case StatusRuntimeException failed ->
                    failed.getStatus().getCode() == Status.Code.UNAVAILABLE;
            case ConnectionShutdownException _ -> true;
            case null, default -> false;
        };
    }

    private static EventData message(NewEvent event) {
        return EventData.builderAsJson(event.id(), event.type(), event.data().bytes()).build();
    }

    @Override
    public void close() {
        var _ = client.shutdown();
    }
}
