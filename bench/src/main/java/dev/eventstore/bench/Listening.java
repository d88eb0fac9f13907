package dev.eventstore.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/**
 * What listeners cost that come over sockets: the heap and the memory that each idle subscription
 * takes of the node, which has a process of its own, what all of them together take of a processor
 * while nothing happens, how long it takes until one event has reached everybody who waits for it,
 * and what that takes of the node's processor. Arguments: how many subscriptions, then a row each,
 * such as {@code tcp/2500/streams} for 2,500 connections, or {@code grpc/100/all} for 100 whose
 * subscriptions are all of {@code $all}. Of those of streams, each tenth is of the one stream that
 * gets events.
 *
 * <p>Options of the node's Java are those of the installed program; {@code -Dbench.node.options}
 * sets others.
 */
public final class Listening implements Audience.Ear {
    private static final String FOLLOWED = "followed";
    private static final int FOLLOWED_EVERY = 10;
    private static final int ROUNDS = 20;
    private static final int IDLE_SECONDS = 5;
    private static final int PATIENCE_SECONDS = 60;
    private static final String OPTIONS =
            System.getProperty(
                    "bench.node.options", "-XX:+UseSerialGC -XX:+UseCompactObjectHeaders");

    /** Who counts the event that is on its way now. */
    private final AtomicReference<CountDownLatch> waiting =
            new AtomicReference<>(new CountDownLatch(0));

    private final LongAdder lost = new LongAdder();
    private final int subscriptions;

    private Listening(int subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** Runs the rows. */
    public static void main(String[] arguments) throws Exception {
        PrintStream out = System.out;
        out.println(
                "| way | connections | of | heap/subscription | memory/subscription | idle cpu"
                        + " | receivers | median ms | worst ms | cpu us/receiver |");
        out.println("|---|---|---|---|---|---|---|---|---|---|");
        for (String row : Arrays.asList(arguments).subList(1, arguments.length)) {
            String[] parts = row.split("/", 3);
            new Listening(Integer.parseInt(arguments[0]))
                    .row(parts[0], Integer.parseInt(parts[1]), parts[2], out);
        }
        // The clients have threads that do not end by themselves.
        System.exit(0);
    }

    private void row(String way, int connections, String of, PrintStream out) throws Exception {
        List<AutoCloseable> open = new ArrayList<>();
        try (ObservedNode node = ObservedNode.start(List.of(OPTIONS.split(" ", -1)))) {
            Audience audience =
                    way.equals("tcp")
                            ? new AudienceOverTcp(node.tcpPort())
                            : new AudienceOverGrpc(node.httpPort());
            // The first one makes the node load its classes.
            audience.connect(List.of("warm-up", Audience.ALL), this).close();
            lost.reset();
            ObservedNode.Figures before = node.figures();
            for (int i = 0; i < connections; i++) {
                open.add(audience.connect(streams(i, connections, of), this));
            }
            ObservedNode.Figures after = node.figures();
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            ObservedNode.Figures later = node.figures();
            int receivers = of.equals("all") ? subscriptions : subscriptions / FOLLOWED_EVERY;
            double[] millis = fanOut(node, receivers);
            long cpuMillis = node.figures().cpuBefore() - later.cpuAfter();
            out.printf(
                    "| %s | %,d | %s | %,d | %,d | %.1f %% | %,d | %.1f | %.1f | %.1f |%n",
                    way,
                    connections,
                    of,
                    (after.heap() - before.heap()) / subscriptions,
                    (after.resident() - before.resident()) / subscriptions,
                    (later.cpuBefore() - after.cpuAfter()) / 10.0 / IDLE_SECONDS,
                    receivers,
                    millis[ROUNDS / 2],
                    millis[ROUNDS - 1],
                    cpuMillis * 1e3 / ROUNDS / receivers);
            for (AutoCloseable each : open) {
                each.close();
            }
        }
    }

    private List<String> streams(int connection, int connections, String of) {
        List<String> streams = new ArrayList<>();
        for (int i = connection; i < subscriptions; i += connections) {
            // Not only on each tenth connection.
            boolean isFollowed = i / (subscriptions / FOLLOWED_EVERY) == 0;
            streams.add(of.equals("all") ? Audience.ALL : isFollowed ? FOLLOWED : "idle-" + i);
        }
        return streams;
    }

    @Override
    public void heard() {
        waiting.get().countDown();
    }

    @Override
    public void lost() {
        lost.increment();
    }

    private double[] fanOut(ObservedNode node, int receivers) throws InterruptedException {
        double[] millis = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            CountDownLatch all = new CountDownLatch(receivers);
            waiting.set(all);
            long began = System.nanoTime();
            node.append(FOLLOWED);
            if (!all.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%d subscriptions got nothing; %d connections or subscriptions were ended"
                                .formatted(all.getCount(), lost.sum()));
            }
            millis[round] = (System.nanoTime() - began) / 1e6;
        }
        Arrays.sort(millis);
        return millis;
    }
}
