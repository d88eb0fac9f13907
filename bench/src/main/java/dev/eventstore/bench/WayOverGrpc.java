package dev.eventstore.bench;

import io.kurrent.dbclient.CreatePersistentSubscriptionToStreamOptions;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBClientSettings;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.KurrentDBPersistentSubscriptionsClient;
import io.kurrent.dbclient.PersistentSubscription;
import io.kurrent.dbclient.PersistentSubscriptionListener;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.SubscribePersistentSubscriptionOptions;
import io.kurrent.dbclient.SubscribeToStreamOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionListener;
import java.net.URI;
import java.util.function.LongConsumer;

/** As programs do it that use KurrentDB's client. */
final class WayOverGrpc implements Way {
    private static final int WINDOW = 100;

    private final KurrentDBClient client;
    private final KurrentDBPersistentSubscriptionsClient groups;

    /**
     * @param node where it is served
     */
    WayOverGrpc(URI node) {
        KurrentDBClientSettings settings =
                KurrentDBConnectionString.parseOrThrow(
                        "kurrentdb://" + node.getAuthority() + "?tls=false");
        client = KurrentDBClient.create(settings);
        groups = KurrentDBPersistentSubscriptionsClient.from(client);
    }

    @Override
    public void createGroup(String stream, String group) throws Exception {
        Object _ =
                groups.createToStream(
                                stream,
                                group,
                                CreatePersistentSubscriptionToStreamOptions.get().fromStart())
                        .get();
    }

    @Override
    public AutoCloseable consume(String stream, String group, LongConsumer done) throws Exception {
        PersistentSubscriptionListener listener =
                new PersistentSubscriptionListener() {
                    @Override
                    public void onEvent(
                            PersistentSubscription subscription,
                            int retryCount,
                            ResolvedEvent event) {
                        subscription.ack(event);
                        done.accept(event.getOriginalEvent().getRevision());
                    }
                };
        var options = SubscribePersistentSubscriptionOptions.get().bufferSize(WINDOW);
        return groups.subscribeToStream(stream, group, options, listener).get()::stop;
    }

    @Override
    public AutoCloseable follow(String stream, LongConsumer done) throws Exception {
        SubscriptionListener listener =
                new SubscriptionListener() {
                    @Override
                    public void onEvent(Subscription subscription, ResolvedEvent event) {
                        done.accept(event.getOriginalEvent().getRevision());
                    }
                };
        var options = SubscribeToStreamOptions.get().fromStart();
        return client.subscribeToStream(stream, listener, options).get()::stop;
    }

    @Override
    public void close() {
        client.shutdown().join();
    }
}
