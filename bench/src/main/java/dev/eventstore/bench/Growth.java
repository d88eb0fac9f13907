package dev.eventstore.bench;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What growth costs: fills a database and prints at each size how fast single events with an exact
 * expected version are appended by 32 writers, how much heap is live, how many bytes an event takes
 * on disk and how long opening takes. Arguments: number of streams, then sizes in events.
 *
 * <p>Reference cells (10,000 events over as many streams) are taken again beside each size in a
 * fresh database, so that a ratio compares like with like on a noisy machine.
 */
public final class Growth {
    private static final int WRITERS = 32;
    private static final int FILL_BATCH = 1_000;
    private static final double SECONDS = 4;

    private final int streamCount;
    private final long[] versions;

    private Growth(int streamCount) {
        this.streamCount = streamCount;
        versions = new long[streamCount];
        Arrays.fill(versions, -1);
    }

    /** Runs the series. */
    public static void main(String[] arguments) throws Exception {
        int streamCount = Integer.parseInt(arguments[0]);
        PrintStream out = System.out;
        out.println(
                "| streams | events | appends/s | reference/s | ratio | heap MB | bytes/event | open ms |");
        out.println("|---|---|---|---|---|---|---|---|");
        Growth growth = new Growth(streamCount);
        try (BenchDatabase database = BenchDatabase.create()) {
            for (int i = 1; i < arguments.length; i++) {
                growth.row(database, Long.parseLong(arguments[i]), out);
            }
        }
    }

    private void row(BenchDatabase database, long size, PrintStream out) throws Exception {
        fill(database, size);
        double openMillis = database.reopen();
        double reference = reference();
        double rate = appendsPerSecond(database);
        double again = (reference + reference()) / 2;
        out.printf(
                "| %,d | %,d | %,.0f | %,.0f | %.2f | %.0f | %.0f | %.0f |%n",
                streamCount,
                database.log().head().value(),
                rate,
                again,
                rate / again,
                liveHeapMegabytes(),
                (double) database.log().fileBytes() / database.log().head().value(),
                openMillis);
    }

    private static double reference() throws Exception {
        try (BenchDatabase small = BenchDatabase.create()) {
            Growth growth = new Growth(1_000);
            growth.fill(small, 10_000);
            return growth.appendsPerSecond(small);
        }
    }

    /** Fills evenly: each stream gets an event before any gets another. */
    private void fill(BenchDatabase database, long size) {
        long head = database.log().head().value();
        for (long at = head; at < size; at += FILL_BATCH) {
            List<Append> parts = new ArrayList<>(FILL_BATCH);
            if (streamCount <= FILL_BATCH) {
                int stream = (int) (at / FILL_BATCH % streamCount);
                parts.add(part(stream, BenchDatabase.events(FILL_BATCH)));
            } else {
                for (int i = 0; i < FILL_BATCH; i++) {
                    parts.add(part((int) ((at + i) % streamCount), BenchDatabase.events(1)));
                }
            }
            database.streams().appendToMany(parts);
        }
    }

    private Append part(int stream, List<NewEvent> events) {
        versions[stream] += events.size();
        return new Append(name(stream), ExpectedVersion.Belief.ANY, events);
    }

    private double appendsPerSecond(BenchDatabase database)
            throws InterruptedException, ExecutionException {
        run(database, SECONDS / 2);
        return run(database, SECONDS) / SECONDS;
    }

    private long run(BenchDatabase database, double seconds)
            throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> running = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int me = writer;
                Callable<Long> work = () -> write(database, me, end);
                running.add(writers.submit(work));
            }
            long total = 0;
            for (Future<Long> each : running) {
                total += each.get();
            }
            return total;
        }
    }

    private long write(BenchDatabase database, int me, long end) {
        long done = 0;
        while (System.nanoTime() < end) {
            int mine = (streamCount - me + WRITERS - 1) / WRITERS;
            int stream = me + WRITERS * ThreadLocalRandom.current().nextInt(mine);
            ExpectedVersion expected =
                    versions[stream] < 0
                            ? ExpectedVersion.Belief.NO_STREAM
                            : new ExpectedVersion.Exactly(Revision.of(versions[stream]));
            AppendResult result =
                    database.streams()
                            .append(new Append(name(stream), expected, BenchDatabase.events(1)));
            if (!(result instanceof AppendResult.Appended appended)) {
                throw new IllegalStateException("Refused: " + result);
            }
            versions[stream] = appended.last();
            done++;
        }
        return done;
    }

    private static StreamName name(int stream) {
        return StreamName.of("grow-" + stream);
    }

    private static double liveHeapMegabytes() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return (runtime.totalMemory() - runtime.freeMemory()) / 1e6;
    }
}
