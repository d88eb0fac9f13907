package dev.eventstore.server.grpc.client;

import com.eventstore.dbclient.AppendToStreamOptions;
import com.eventstore.dbclient.DeleteStreamOptions;
import com.eventstore.dbclient.EventData;
import com.eventstore.dbclient.EventDataBuilder;
import com.eventstore.dbclient.EventStoreDBClient;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.ExpectedRevision;
import com.eventstore.dbclient.Position;
import com.eventstore.dbclient.ReadAllOptions;
import com.eventstore.dbclient.ReadStreamOptions;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.StreamDeletedException;
import com.eventstore.dbclient.StreamMetadata;
import com.eventstore.dbclient.StreamNotFoundException;
import com.eventstore.dbclient.SubscribeToAllOptions;
import com.eventstore.dbclient.SubscribeToStreamOptions;
import com.eventstore.dbclient.Subscription;
import com.eventstore.dbclient.SubscriptionFilter;
import com.eventstore.dbclient.SubscriptionFilterBuilder;
import com.eventstore.dbclient.SubscriptionListener;
import com.eventstore.dbclient.WriteResult;
import com.eventstore.dbclient.WrongExpectedVersionException;
import io.grpc.StatusRuntimeException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The library {@code com.eventstore:db-client-java}. */
final class EventStoreClient implements StoreClient {
    static final Kind KIND = EventStoreClient::new;

    private static final String SCHEME = "esdb";
    private static final int PATIENCE_SECONDS = 30;

    private final EventStoreDBClient client;

    private EventStoreClient(String address, boolean discover) {
        String scheme = SCHEME + (discover ? "+discover" : "") + "://";
        client =
                EventStoreDBClient.create(
                        EventStoreDBConnectionString.parseOrThrow(scheme + address));
    }

    @Override
    public Done append(String stream, long expected, List<Event> events) {
        AppendToStreamOptions options =
                AppendToStreamOptions.get().expectedRevision(state(expected));
        WriteResult result =
                result(
                        client.appendToStream(
                                stream,
                                options,
                                events.stream().map(EventStoreClient::data).iterator()));
        Position position = result.getLogPosition();
        return new Done(
                result.getNextExpectedRevision().toRawLong(),
                position == null ? -1 : position.getCommitUnsigned());
    }

    @Override
    public List<Seen> read(String stream, Reading reading) {
        ReadStreamOptions options =
                ReadStreamOptions.get()
                        .maxCount(reading.count())
                        .resolveLinkTos(reading.resolvesLinks());
        if (reading.isForward()) {
            options.forwards();
        } else {
            options.backwards().fromEnd();
        }
        if (reading.from() >= 0) {
            options.fromRevision(reading.from());
        }
        return result(client.readStream(stream, options)).getEvents().stream()
                .map(EventStoreClient::seen)
                .toList();
    }

    @Override
    public List<Seen> readAll(Reading reading) {
        ReadAllOptions options =
                ReadAllOptions.get()
                        .maxCount(reading.count())
                        .resolveLinkTos(reading.resolvesLinks());
        if (reading.isForward()) {
            options.forwards();
        } else {
            options.backwards().fromEnd();
        }
        if (reading.from() >= 0) {
            options.fromPosition(new Position(reading.from(), reading.from()));
        }
        return result(client.readAll(options)).getEvents().stream()
                .map(EventStoreClient::seen)
                .toList();
    }

    @Override
    public void delete(String stream, long expected) {
        result(
                client.deleteStream(
                        stream, DeleteStreamOptions.get().expectedRevision(state(expected))));
    }

    @Override
    public void tombstone(String stream, long expected) {
        result(
                client.tombstoneStream(
                        stream, DeleteStreamOptions.get().expectedRevision(state(expected))));
    }

    @Override
    public void setMaxCount(String stream, long maxCount) {
        StreamMetadata metadata = new StreamMetadata();
        metadata.setMaxCount(maxCount);
        result(client.setStreamMetadata(stream, metadata));
    }

    @Override
    public @Nullable Long maxCount(String stream) {
        return result(client.getStreamMetadata(stream)).getMaxCount();
    }

    @Override
    public AutoCloseable subscribe(String stream, long after, Ear ear) {
        SubscribeToStreamOptions options = SubscribeToStreamOptions.get().resolveLinkTos(false);
        if (after == -2) {
            options.fromEnd();
        } else if (after >= 0) {
            options.fromRevision(after);
        }
        return stopped(client.subscribeToStream(stream, listener(ear), options));
    }

    @Override
    public AutoCloseable subscribeToAll(long after, @Nullable Filter filter, Ear ear) {
        SubscribeToAllOptions options = SubscribeToAllOptions.get();
        if (after == -2) {
            options.fromEnd();
        } else if (after >= 0) {
            options.fromPosition(new Position(after, after));
        }
        if (filter != null) {
            options.filter(filter(filter, ear));
        }
        return stopped(client.subscribeToAll(listener(ear), options));
    }

    @Override
    public String serverVersion() {
        return result(client.getServerVersion())
                .map(version ->
                        version.getMajor() + "." + version.getMinor() + "." + version.getPatch())
                .orElse("none");
    }

    @Override
    public void close() {
        result(client.shutdown());
    }

    private static SubscriptionFilter filter(Filter filter, Ear ear) {
        SubscriptionFilterBuilder builder =
                SubscriptionFilter.newBuilder()
                        .withMaxWindow(filter.window())
                        .withCheckpointer((subscription, position) -> {
                            ear.checkpoint(position.getCommitUnsigned());
                            return CompletableFuture.completedFuture(null);
                        });
        if (filter.isByType()) {
            return filter.isRegex()
                    ? builder.withEventTypeRegularExpression(filter.text()).build()
                    : builder.addEventTypePrefix(filter.text()).build();
        }
        return filter.isRegex()
                ? builder.withStreamNameRegularExpression(filter.text()).build()
                : builder.addStreamNamePrefix(filter.text()).build();
    }

    private static SubscriptionListener listener(Ear ear) {
        return new SubscriptionListener() {
            @Override
            public void onEvent(Subscription subscription, ResolvedEvent event) {
                ear.event(seen(event));
            }

            @Override
            public void onCaughtUp(Subscription subscription) {
                ear.caughtUp();
            }

            @Override
            public void onCancelled(Subscription subscription, @Nullable Throwable why) {
                ear.ended(why);
            }
        };
    }

    private static AutoCloseable stopped(CompletableFuture<Subscription> subscription) {
        return result(subscription)::stop;
    }

    private static ExpectedRevision state(long expected) {
        return ExpectedRevision.fromRawLong(expected);
    }

    private static EventData data(Event event) {
        EventDataBuilder builder =
                event.isJson()
                        ? EventDataBuilder.json(event.id(), event.type(), event.data().bytes())
                        : EventDataBuilder.binary(event.id(), event.type(), event.data().bytes());
        return event.metadata().isEmpty()
                ? builder.build()
                : builder.metadataAsBytes(event.metadata().bytes()).build();
    }

    private static Seen seen(ResolvedEvent resolved) {
        RecordedEvent event = resolved.getLink() == null ? resolved.getEvent() : resolved.getLink();
        RecordedEvent target = resolved.getLink() == null ? null : resolved.getEvent();
        return new Seen(
                event.getStreamId(),
                event.getRevision(),
                event.getEventId(),
                event.getEventType(),
                event.getContentType(),
                new String(event.getEventData(), StandardCharsets.UTF_8),
                new String(event.getUserMetadata(), StandardCharsets.UTF_8),
                event.getCreated(),
                event.getPosition().getCommitUnsigned(),
                target == null ? null : target.getRevision() + "@" + target.getStreamId());
    }

    private static <T> T result(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            throw failed(failure.getCause());
        } catch (InterruptedException | TimeoutException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Failed failed(Throwable why) {
        return new Failed(
                switch (why) {
                    // What was expected is not told: this version of the library gets it wrong.
                    case WrongExpectedVersionException wrong ->
                            "wrong, at " + wrong.getActualVersion().toRawLong();
                    case StreamDeletedException _ -> "deleted";
                    case StreamNotFoundException _ -> "not found";
                    case StatusRuntimeException status -> status.getStatus().getCode().name();
                    default -> why.toString();
                },
                why);
    }
}
