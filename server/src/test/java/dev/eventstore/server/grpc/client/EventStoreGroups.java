package dev.eventstore.server.grpc.client;

import com.eventstore.dbclient.CreatePersistentSubscriptionToAllOptions;
import com.eventstore.dbclient.CreatePersistentSubscriptionToStreamOptions;
import com.eventstore.dbclient.EventStoreDBConnectionString;
import com.eventstore.dbclient.EventStoreDBPersistentSubscriptionsClient;
import com.eventstore.dbclient.NackAction;
import com.eventstore.dbclient.NamedConsumerStrategy;
import com.eventstore.dbclient.PersistentSubscription;
import com.eventstore.dbclient.PersistentSubscriptionConnectionInfo;
import com.eventstore.dbclient.PersistentSubscriptionInfo;
import com.eventstore.dbclient.PersistentSubscriptionListener;
import com.eventstore.dbclient.PersistentSubscriptionSettings;
import com.eventstore.dbclient.PersistentSubscriptionStats;
import com.eventstore.dbclient.PersistentSubscriptionToAllInfo;
import com.eventstore.dbclient.PersistentSubscriptionToStreamInfo;
import com.eventstore.dbclient.Position;
import com.eventstore.dbclient.RecordedEvent;
import com.eventstore.dbclient.ReplayParkedMessagesOptions;
import com.eventstore.dbclient.ResolvedEvent;
import com.eventstore.dbclient.StreamPosition;
import com.eventstore.dbclient.SubscribePersistentSubscriptionOptions;
import com.eventstore.dbclient.SubscriptionFilter;
import com.eventstore.dbclient.UpdatePersistentSubscriptionToAllOptions;
import com.eventstore.dbclient.UpdatePersistentSubscriptionToStreamOptions;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The library {@code com.eventstore:db-client-java}. */
final class EventStoreGroups implements GroupClient {
    static final Kind KIND = EventStoreGroups::new;

    private static final int PATIENCE_SECONDS = 30;

    private final EventStoreDBPersistentSubscriptionsClient client;

    private EventStoreGroups(String address) {
        client =
                EventStoreDBPersistentSubscriptionsClient.create(
                        EventStoreDBConnectionString.parseOrThrow("esdb://" + address));
    }

    @Override
    public void create(String stream, String group, Wish wish) {
        if (stream.equals(ALL)) {
            done(client.createToAll(group, creatingOfAll(wish)));
        } else {
            done(client.createToStream(stream, group, creating(wish)));
        }
    }

    @Override
    public void update(String stream, String group, Wish wish) {
        if (stream.equals(ALL)) {
            done(client.updateToAll(group, updatingOfAll(wish)));
        } else {
            done(client.updateToStream(stream, group, updating(wish)));
        }
    }

    private static CreatePersistentSubscriptionToStreamOptions creating(Wish wish) {
        var options =
                CreatePersistentSubscriptionToStreamOptions.get()
                        .namedConsumerStrategy(strategy(wish))
                        .messageTimeout(wish.timeout())
                        .maxRetryCount(wish.retries())
                        .maxSubscriberCount(wish.consumersMax())
                        .resolveLinkTos(wish.resolvesLinks())
                        .checkpointLowerBound(1)
                        .checkpointAfterInMs(10);
        return wish.from() == END ? options.fromEnd() : options.startFrom(wish.from());
    }

    private static CreatePersistentSubscriptionToAllOptions creatingOfAll(Wish wish) {
        var options =
                CreatePersistentSubscriptionToAllOptions.get()
                        .namedConsumerStrategy(strategy(wish))
                        .messageTimeout(wish.timeout())
                        .maxRetryCount(wish.retries())
                        .maxSubscriberCount(wish.consumersMax())
                        .resolveLinkTos(wish.resolvesLinks())
                        .checkpointLowerBound(1)
                        .checkpointAfterInMs(10);
        String prefix = wish.prefix();
        if (prefix != null) {
            options.filter(SubscriptionFilter.newBuilder().addStreamNamePrefix(prefix).build());
        }
        return wish.from() == END ? options.fromEnd() : options.startFrom(wish.from(), wish.from());
    }

    private static UpdatePersistentSubscriptionToStreamOptions updating(Wish wish) {
        var options =
                UpdatePersistentSubscriptionToStreamOptions.get()
                        .namedConsumerStrategy(strategy(wish))
                        .messageTimeout(wish.timeout())
                        .maxRetryCount(wish.retries())
                        .maxSubscriberCount(wish.consumersMax())
                        .resolveLinkTos(wish.resolvesLinks())
                        .checkpointLowerBound(1)
                        .checkpointAfterInMs(10);
        return wish.from() == END ? options.fromEnd() : options.startFrom(wish.from());
    }

    private static UpdatePersistentSubscriptionToAllOptions updatingOfAll(Wish wish) {
        var options =
                UpdatePersistentSubscriptionToAllOptions.get()
                        .namedConsumerStrategy(strategy(wish))
                        .messageTimeout(wish.timeout())
                        .maxRetryCount(wish.retries())
                        .maxSubscriberCount(wish.consumersMax())
                        .resolveLinkTos(wish.resolvesLinks())
                        .checkpointLowerBound(1)
                        .checkpointAfterInMs(10);
        return wish.from() == END ? options.fromEnd() : options.startFrom(wish.from(), wish.from());
    }

    private static NamedConsumerStrategy strategy(Wish wish) {
        return switch (wish.strategy()) {
            case "DispatchToSingle" -> NamedConsumerStrategy.DISPATCH_TO_SINGLE;
            case "Pinned" -> NamedConsumerStrategy.PINNED;
            case "RoundRobin" -> NamedConsumerStrategy.ROUND_ROBIN;
            default -> throw new AssertionError("The library has no " + wish.strategy());
        };
    }

    @Override
    public void delete(String stream, String group) {
        if (stream.equals(ALL)) {
            done(client.deleteToAll(group));
        } else {
            done(client.deleteToStream(stream, group));
        }
    }

    @Override
    public Optional<Info> info(String stream, String group) {
        return stream.equals(ALL)
                ? result(client.getInfoToAll(group)).map(EventStoreGroups::told)
                : result(client.getInfoToStream(stream, group)).map(EventStoreGroups::told);
    }

    @Override
    public List<Info> list() {
        return result(client.listAll()).stream().map(EventStoreGroups::told).toList();
    }

    @Override
    public List<Info> list(String stream) {
        return stream.equals(ALL)
                ? result(client.listToAll()).stream().map(EventStoreGroups::told).toList()
                : result(client.listToStream(stream)).stream().map(EventStoreGroups::told).toList();
    }

    @Override
    public void replayParked(String stream, String group, long limit) {
        ReplayParkedMessagesOptions options = ReplayParkedMessagesOptions.get();
        if (limit != NO_LIMIT) {
            options.stopAt(limit);
        }
        if (stream.equals(ALL)) {
            done(client.replayParkedMessagesToAll(group, options));
        } else {
            done(client.replayParkedMessagesToStream(stream, group, options));
        }
    }

    @Override
    public void restart() {
        done(client.restartSubsystem());
    }

    @Override
    public Connection connect(String stream, String group, int window, Ear ear) {
        var options = SubscribePersistentSubscriptionOptions.get().bufferSize(window);
        return stream.equals(ALL)
                ? result(client.subscribeToAll(group, options, listener(ear)))::stop
                : result(client.subscribeToStream(stream, group, options, listener(ear)))::stop;
    }

    @Override
    public void close() {
        done(client.shutdown());
    }

    private static PersistentSubscriptionListener listener(Ear ear) {
        return new PersistentSubscriptionListener() {
            @Override
            public void onEvent(
                    PersistentSubscription subscription, int retryCount, ResolvedEvent event) {
                ear.event(new Delivered(subscription, retryCount, event));
            }

            @Override
            public void onCancelled(PersistentSubscription subscription, @Nullable Throwable why) {
                ear.ended(why);
            }
        };
    }

    private record Delivered(PersistentSubscription from, int retryCount, ResolvedEvent event)
            implements Delivery {
        @Override
        public UUID id() {
            return event.getOriginalEvent().getEventId();
        }

        @Override
        public String stream() {
            return event.getOriginalEvent().getStreamId();
        }

        @Override
        public long revision() {
            return event.getOriginalEvent().getRevision();
        }

        @Override
        public @Nullable String target() {
            RecordedEvent target = event.getLink() == null ? null : event.getEvent();
            return target == null ? null : target.getRevision() + "@" + target.getStreamId();
        }

        @Override
        public void ack() {
            from.ack(event);
        }

        @Override
        public void nack(Nack action, String reason) {
            NackAction known =
                    switch (action) {
                        case PARK -> NackAction.Park;
                        case RETRY -> NackAction.Retry;
                        case SKIP -> NackAction.Skip;
                        case STOP -> NackAction.Stop;
                    };
            from.nack(known, reason, event);
        }
    }

    private static Info told(PersistentSubscriptionInfo info) {
        return switch (info) {
            case PersistentSubscriptionToStreamInfo ofStream ->
                    told(
                            ofStream,
                            ofStream.getSettings(),
                            from(ofStream.getSettings().getStartFrom()),
                            ofStream.getStats(),
                            ofStream.getStats().getLastCheckpointedEventRevision().orElse(-1L),
                            ofStream.getStats().getLastKnownEventRevision().orElse(-1L));
            case PersistentSubscriptionToAllInfo ofAll ->
                    told(
                            ofAll,
                            ofAll.getSettings(),
                            fromInAll(ofAll.getSettings().getStartFrom()),
                            ofAll.getStats(),
                            commit(ofAll.getStats().getLastCheckpointedEventPosition()),
                            commit(ofAll.getStats().getLastKnownEventPosition()));
            default -> throw new AssertionError(info);
        };
    }

    private static Info told(
            PersistentSubscriptionInfo info,
            PersistentSubscriptionSettings settings,
            long from,
            PersistentSubscriptionStats stats,
            long checkpoint,
            long lastKnown) {
        return new Info(
                info.getEventSource(),
                info.getGroupName(),
                info.getStatus(),
                new Wish(
                        from,
                        settings.getNamedConsumerStrategy().toString(),
                        Duration.ofMillis(settings.getMessageTimeoutMs()),
                        settings.getMaxRetryCount(),
                        settings.getMaxSubscriberCount(),
                        settings.shouldResolveLinkTos(),
                        null),
                info.getConnections().stream()
                        .map(PersistentSubscriptionConnectionInfo::getUsername)
                        .toList(),
                stats.getTotalItems(),
                stats.getTotalInFlightMessages(),
                stats.getParkedMessageCount(),
                checkpoint,
                lastKnown);
    }

    private static long from(StreamPosition<Long> start) {
        return start.isEnd() ? END : start.getPosition().orElse(0L);
    }

    private static long fromInAll(StreamPosition<Position> start) {
        return start.isEnd() ? END : Math.max(0, commit(start.getPosition()));
    }

    private static long commit(Optional<Position> position) {
        return position.map(Position::getCommitUnsigned).orElse(-1L);
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
