package dev.eventstore.bench;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Follower;
import dev.eventstore.server.subscription.Reached;
import dev.eventstore.server.subscription.Start;
import dev.eventstore.server.subscription.SubscribeResult;
import dev.eventstore.server.subscription.Subscription;
import dev.eventstore.server.subscription.Subscriptions;
import dev.eventstore.server.subscription.ToStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/**
 * What listeners cost: the heap that each of 10,000 idle subscriptions takes, and how fast 32
 * writers append single events while a stream that 1,000 follow gets an event now and then. The
 * arguments are events per second in the followed stream, each a row.
 *
 * <p>The reference is taken without followers, before and after, so that a ratio compares like with
 * like on a noisy machine.
 */
public final class FanOut {
    private static final int IDLE = 10_000;
    private static final int FOLLOWERS = 1_000;
    private static final int WRITERS = 32;
    private static final int STREAMS = 1_000;
    private static final double SECONDS = 4;
    private static final StreamName FOLLOWED = StreamName.of("followed");

    private final BenchDatabase database;
    private final Subscriptions subscriptions;
    private final LongAdder delivered = new LongAdder();

    private FanOut(BenchDatabase database) {
        this.database = database;
        Streams streams = database.streams();
        subscriptions = new Subscriptions(new GuardedStreams(new WatchedStreams(streams)));
    }

    /** Runs the series. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        try (BenchDatabase database = BenchDatabase.create()) {
            FanOut fanOut = new FanOut(database);
            out.printf("idle subscription: %,d bytes of heap%n", fanOut.idleBytes());
            out.println("| to the stream/s | delivered/s | appends/s | reference/s | ratio |");
            out.println("|---|---|---|---|---|");
            fanOut.appendsPerSecond();
            for (String rate : arguments) {
                fanOut.row(Integer.parseInt(rate), out);
            }
        }
    }

    private long idleBytes() throws InterruptedException {
        List<StreamName> streams = new ArrayList<>();
        for (int i = 0; i < IDLE; i++) {
            streams.add(StreamName.of("idle-" + i));
        }
        long before = liveHeap();
        List<Thread> followers = follow(streams);
        long after = liveHeap();
        followers.forEach(Thread::interrupt);
        return (after - before) / IDLE;
    }

    private void row(int perSecond, PrintStream out) throws InterruptedException {
        double before = appendsPerSecond();
        List<StreamName> same = new ArrayList<>();
        for (int i = 0; i < FOLLOWERS; i++) {
            same.add(FOLLOWED);
        }
        List<Thread> followers = follow(same);
        Thread teller = Thread.ofPlatform().start(() -> tell(perSecond));
        delivered.reset();
        double rate = appendsPerSecond();
        double deliveries = delivered.sum() / SECONDS;
        teller.interrupt();
        teller.join();
        followers.forEach(Thread::interrupt);
        double reference = (before + appendsPerSecond()) / 2;
        out.printf(
                "| %,d | %,.0f | %,.0f | %,.0f | %.2f |%n",
                perSecond, deliveries, rate, reference, rate / reference);
    }

    private void tell(int perSecond) {
        long next = System.nanoTime();
        while (!Thread.currentThread().isInterrupted()) {
            append(FOLLOWED);
            next += 1_000_000_000L / perSecond;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    /** Follows each of these on a thread of its own; returns when all have caught up. */
    private List<Thread> follow(List<StreamName> streams) throws InterruptedException {
        CountDownLatch caughtUp = new CountDownLatch(streams.size());
        List<Thread> threads = new ArrayList<>();
        for (StreamName stream : streams) {
            ToStream request = new ToStream(stream, Start.Edge.END, false);
            if (subscriptions.toStream(Caller.SYSTEM, request)
                    instanceof SubscribeResult.Open(Subscription subscription)) {
                threads.add(Thread.ofVirtual().start(() -> run(subscription, caughtUp)));
            }
        }
        caughtUp.await();
        return threads;
    }

    private void run(Subscription subscription, CountDownLatch caughtUp) {
        try {
            subscription.follow(
                    new Follower() {
                        @Override
                        public void events(List<ResolvedEvent> events) {
                            delivered.add(events.size());
                        }

                        @Override
                        public void caughtUp(Reached at) {
                            caughtUp.countDown();
                        }
                    });
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private double appendsPerSecond() throws InterruptedException {
        LongAdder done = new LongAdder();
        long end = System.nanoTime() + (long) (SECONDS * 1e9);
        List<Thread> writers = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            int me = writer;
            writers.add(Thread.ofVirtual().start(() -> write(me, end, done)));
        }
        for (Thread writer : writers) {
            writer.join();
        }
        return done.sum() / SECONDS;
    }

    private void write(int me, long end, LongAdder done) {
        for (int i = me; System.nanoTime() < end; i += WRITERS) {
            append(StreamName.of("stream-" + i % STREAMS));
            done.increment();
        }
    }

    private void append(StreamName stream) {
        database.streams()
                .append(new Append(stream, ExpectedVersion.Belief.ANY, BenchDatabase.events(1)));
    }

    private static long liveHeap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
