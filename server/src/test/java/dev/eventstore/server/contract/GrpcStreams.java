package dev.eventstore.server.contract;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.DeleteStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.StreamDeletedException;
import com.eventstore.dbclient.StreamNotFoundException;
import com.eventstore.dbclient.WrongExpectedVersionException;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Direction;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Streams through gRPC, with the client library of EventStoreDB. */
final class GrpcStreams implements StreamsClient {
    private static final int PATIENCE_SECONDS = 30;
    private static final Metadata.Key<String> KIND =
            Metadata.Key.of("exception", Metadata.ASCII_STRING_MARSHALLER);

    private final EventStoreDBClient client;

    GrpcStreams(LocalNode node, Login login) {
        String password =
                URLEncoder.encode(login.password(), StandardCharsets.UTF_8).replace("+", "%20");
        client =
                EventStoreDBClient.create(
                        EventStoreDBConnectionString.parseOrThrow(
                                "esdb://%s:%s@%s?tls=false"
                                        .formatted(
                                                login.name(),
                                                password,
                                                node.uri().getAuthority())));
    }

    @Override
    public Outcome append(StreamName stream, ExpectedVersion expected, List<NewEvent> events) {
        AppendToStreamOptions options =
                AppendToStreamOptions.get().expectedRevision(revision(expected));
        return outcome(
                client.appendToStream(
                                stream.value(),
                                options,
                                events.stream().map(GrpcStreams::data).iterator())
                        .thenApply(done ->
                                new Outcome.Appended(done.getNextExpectedRevision().toRawLong())));
    }

    @Override
    public Outcome delete(StreamName stream, ExpectedVersion expected, boolean forGood) {
        DeleteStreamOptions options =
                DeleteStreamOptions.get().expectedRevision(revision(expected));
        return outcome(
                (forGood
                                ? client.tombstoneStream(stream.value(), options)
                                : client.deleteStream(stream.value(), options))
                        .thenApply(_ -> new Outcome.Done()));
    }

    @Override
    public Outcome read(
            StreamName stream, long from, int count, Direction direction, boolean resolveLinks) {
        ReadStreamOptions options =
                ReadStreamOptions.get().maxCount(count).resolveLinkTos(resolveLinks);
        if (direction == Direction.BACKWARD) {
            options.backwards();
        } else {
            options.forwards();
        }
        if (from == Long.MAX_VALUE) {
            options.fromEnd();
        } else {
            options.fromRevision(from);
        }
        return outcome(
                client.readStream(stream.value(), options)
                        .thenApply(read -> seen(read.getEvents())));
    }

    @Override
    public Outcome readAll(int count) {
        ReadAllOptions options = ReadAllOptions.get().forwards().fromStart().maxCount(count);
        return outcome(client.readAll(options).thenApply(read -> seen(read.getEvents())));
    }

    @Override
    public void close() {
        outcome(client.shutdown().thenApply(_ -> new Outcome.Done()));
    }

    private static Outcome seen(List<ResolvedEvent> events) {
        return new Outcome.Read(events.stream().map(GrpcStreams::seen).toList());
    }

    private static Outcome.Seen seen(ResolvedEvent resolved) {
        RecordedEvent event = resolved.getEvent();
        boolean isJson = event.getContentType().equals("application/json");
        String data = new String(event.getEventData(), StandardCharsets.UTF_8);
        return new Outcome.Seen(
                event.getStreamId(),
                event.getRevision(),
                event.getEventId(),
                event.getEventType(),
                isJson,
                isJson ? HttpStreams.compact(data) : data,
                resolved.getLink() == null ? null : resolved.getLink().getStreamId());
    }

    private static EventData data(NewEvent event) {
        EventDataBuilder builder =
                event.isJson()
                        ? EventDataBuilder.json(event.id(), event.type(), event.data().bytes())
                        : EventDataBuilder.binary(event.id(), event.type(), event.data().bytes());
        return builder.build();
    }

    private static ExpectedRevision revision(ExpectedVersion expected) {
        return switch (expected) {
            case ExpectedVersion.Belief.ANY -> ExpectedRevision.any();
            case ExpectedVersion.Belief.NO_STREAM -> ExpectedRevision.noStream();
            case ExpectedVersion.Belief.STREAM_EXISTS -> ExpectedRevision.streamExists();
            case ExpectedVersion.Exactly(var revision) ->
                    ExpectedRevision.expectedRevision(revision.value());
        };
    }

    private static Outcome outcome(CompletableFuture<? extends Outcome> answer) {
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            return refusal(failed.getCause());
        } catch (InterruptedException | TimeoutException none) {
            throw new AssertionError(none);
        }
    }

    private static Outcome refusal(@Nullable Throwable why) {
        return switch (why) {
            case WrongExpectedVersionException wrong ->
                    new Outcome.WrongExpectedVersion(wrong.getActualVersion().toRawLong());
            case StreamDeletedException _ -> new Outcome.StreamDeleted();
            case StreamNotFoundException _ -> new Outcome.NoStream();
            case StatusRuntimeException status
                    when status.getStatus().getCode() == Status.Code.PERMISSION_DENIED
                            || status.getStatus().getCode() == Status.Code.UNAUTHENTICATED ->
                    new Outcome.AccessDenied();
            // Of reads the library has no exception for it.
            case StatusRuntimeException status when "stream-deleted".equals(kind(status)) ->
                    new Outcome.StreamDeleted();
            case null, default -> throw new AssertionError(why);
        };
    }

    private static @Nullable String kind(StatusRuntimeException status) {
        Metadata trailers = status.getTrailers();
        return trailers == null ? null : trailers.get(KIND);
    }
}
