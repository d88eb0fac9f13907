package dev.eventstore.bench;

import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.SubscribeToAllOptions;
import io.kurrent.dbclient.SubscribeToStreamOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Listens with KurrentDB's client: each of its subscriptions is a stream of HTTP/2. */
record AudienceOverGrpc(int port) implements Audience {
    @Override
    public AutoCloseable connect(List<String> streams, Ear ear) throws Exception {
        KurrentDBClient client =
                KurrentDBClient.create(
                        KurrentDBConnectionString.parseOrThrow(
                                "kurrentdb://127.0.0.1:" + port + "?tls=false"));
        SubscriptionListener listener =
                new SubscriptionListener() {
                    @Override
                    public void onEvent(Subscription subscription, ResolvedEvent event) {
                        ear.heard();
                    }

                    @Override
                    public void onCancelled(Subscription subscription, Throwable why) {
                        ear.lost();
                    }
                };
        List<CompletableFuture<Subscription>> opening = new ArrayList<>();
        for (String stream : streams) {
            opening.add(
                    stream.equals(ALL)
                            ? client.subscribeToAll(listener, SubscribeToAllOptions.get().fromEnd())
                            : client.subscribeToStream(
                                    stream, listener, SubscribeToStreamOptions.get().fromEnd()));
        }
        for (CompletableFuture<Subscription> each : opening) {
            each.get();
        }
        return () -> client.shutdown().join();
    }
}
