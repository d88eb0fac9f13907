package dev.eventstore.installers;

import io.kurrent.dbclient.AppendToStreamOptions;
import io.kurrent.dbclient.EventData;
import io.kurrent.dbclient.KurrentDBClient;
import io.kurrent.dbclient.KurrentDBConnectionString;
import io.kurrent.dbclient.ReadAllOptions;
import io.kurrent.dbclient.ReadStreamOptions;
import io.kurrent.dbclient.ResolvedEvent;
import io.kurrent.dbclient.StreamState;
import io.kurrent.dbclient.SubscribeToStreamOptions;
import io.kurrent.dbclient.Subscription;
import io.kurrent.dbclient.SubscriptionListener;
import io.kurrent.dbclient.WriteResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** What programs do over gRPC, with the client that they use. */
final class GrpcTraffic {
    private static final int ROUNDS = 60;

    /** How many calls are on their way at once. */
    private static final int BURST = 32;

    private static final int BATCHES = 2;
    private static final int BATCH = 100;
    private static final int PAGE = 500;
    private static final long ANSWER_WITHIN_SECONDS = 30;
    private static final String STREAM = "training-grpc";
    private static final int EVENTS = ROUNDS * (BURST + BATCHES * BATCH);

    private final KurrentDBClient client;
    private final byte[] data = Tour.DATA.getBytes(StandardCharsets.UTF_8);
    private final AppendToStreamOptions anyState =
            AppendToStreamOptions.get().streamState(StreamState.any());

    GrpcTraffic(int port) {
        client =
                KurrentDBClient.create(
                        KurrentDBConnectionString.parseOrThrow(
                                "kurrentdb://admin:changeit@127.0.0.1:" + port + "?tls=false"));
    }

    void make() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(EVENTS);
        try {
            Subscription subscription = await(follow(arrived));
            for (int round = 0; round < ROUNDS; round++) {
                append(BURST, 1);
                append(BATCHES, BATCH);
                read(round);
            }
            if (!arrived.await(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                throw new BuildFailedException(
                        arrived.getCount() + " events did not arrive over gRPC");
            }
            subscription.stop();
        } finally {
            await(client.shutdown());
        }
    }

    private CompletableFuture<Subscription> follow(CountDownLatch arrived) {
        return client.subscribeToStream(
                STREAM,
                new SubscriptionListener() {
                    @Override
                    public void onEvent(Subscription subscription, ResolvedEvent event) {
                        arrived.countDown();
                    }
                },
                SubscribeToStreamOptions.get().fromStart());
    }

    private void append(int requests, int eventsEach) throws InterruptedException {
        List<CompletableFuture<WriteResult>> answers = new ArrayList<>(requests);
        for (int request = 0; request < requests; request++) {
            List<EventData> events =
                    IntStream.range(0, eventsEach)
                            .mapToObj(_ ->
                                    EventData.builderAsJson(UUID.randomUUID(), "trained", data)
                                            .build())
                            .toList();
            answers.add(client.appendToStream(STREAM, anyState, events.iterator()));
        }
        awaitAll(answers);
    }

    private void read(int round) throws InterruptedException {
        ReadStreamOptions forward = ReadStreamOptions.get().forwards();
        int known = (round + 1) * (BURST + BATCHES * BATCH);
        List<CompletableFuture<?>> answers = new ArrayList<>(BURST);
        for (int request = 0; request < BURST; request++) {
            long revision = (request * 7919L + round) % known;
            answers.add(
                    client.readStream(
                            STREAM,
                            ReadStreamOptions.get().forwards().fromRevision(revision).maxCount(1)));
        }
        awaitAll(answers);
        awaitAll(
                List.of(
                        client.readStream(STREAM, forward.fromStart().maxCount(PAGE)),
                        client.readStream(
                                STREAM,
                                ReadStreamOptions.get().backwards().fromEnd().maxCount(PAGE)),
                        client.readAll(ReadAllOptions.get().forwards().maxCount(PAGE))));
    }

    private static void awaitAll(List<? extends Future<?>> answers) throws InterruptedException {
        for (Future<?> answer : answers) {
            Object _ = await(answer);
        }
    }

    private static <T> T await(Future<T> answer) throws InterruptedException {
        try {
            return answer.get(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException refused) {
            throw new BuildFailedException("A call over gRPC failed: " + refused.getCause());
        } catch (TimeoutException silent) {
            throw new BuildFailedException("A call over gRPC was not answered");
        }
    }
}
