package dev.eventstore.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.ProjectionSettings;
import dev.eventstore.server.projection.Projections;
import dev.eventstore.server.projection.SharedPages;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What the five system projections cost whoever appends, and whether they keep up. Arguments:
 * events of a round, events of an append, rounds. Rounds with and without take turns, so that a
 * ratio compares like with like on a noisy machine.
 */
public final class Projecting {
    private static final int WRITERS = 16;
    private static final int STREAMS = 1_000;
    private static final int CATEGORIES = 10;
    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final int events;
    private final int batch;

    private Projecting(int events, int batch) {
        this.events = events;
        this.batch = batch;
    }

    /** Runs the rounds. */
    public static void main(String[] arguments) throws Exception {
        Projecting bench =
                new Projecting(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        PrintStream out = System.out;
        out.println(
                "| round | appended/s | with projections | ratio | then behind for s | CPU us/event |"
                        + " with projections |");
        out.println("|---|---|---|---|---|---|---|");
        for (int round = 1; round <= Integer.parseInt(arguments[2]); round++) {
            Row without = bench.round(false);
            Row with = bench.round(true);
            out.printf(
                    "| %d | %,.0f | %,.0f | %.2f | %.2f | %.1f | %.1f |%n",
                    round,
                    without.rate(),
                    with.rate(),
                    with.rate() / without.rate(),
                    with.behindSeconds(),
                    without.cpuMicros(),
                    with.cpuMicros());
        }
    }

    private record Row(double rate, double behindSeconds, double cpuMicros) {}

    private Row round(boolean isProjecting) throws Exception {
        try (BenchDatabase database = BenchDatabase.create()) {
            Streams streams = database.streams();
            GuardedStreams guarded =
                    new GuardedStreams(new WatchedStreams(new SharedPages(streams), streams));
            try (Projections projections =
                    new Projections(
                            new ProjectionSettings(false, isProjecting, Duration.ofMinutes(5)),
                            streams,
                            new Subscriptions(guarded),
                            UUID::randomUUID)) {
                projections.start();
                long began = System.nanoTime();
                long cpuBefore = PROCESS.getProcessCpuTime();
                Position last = append(streams);
                double rate = events / seconds(began);
                long ended = System.nanoTime();
                while (isProjecting && isBehind(projections, last)) {
                    Thread.sleep(1);
                }
                double cpuMicros = (PROCESS.getProcessCpuTime() - cpuBefore) / 1e3 / events;
                return new Row(rate, seconds(ended), cpuMicros);
            }
        }
    }

    private static boolean isBehind(Projections projections, Position last) {
        return projections.list().stream()
                .anyMatch(each -> each.place().position().compareTo(last) < 0);
    }

    private Position append(Streams streams) throws Exception {
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Position>> tasks = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer;
                tasks.add(() -> write(streams, first));
            }
            Position last = Position.START;
            for (Future<Position> each : writers.invokeAll(tasks)) {
                Position position = each.get();
                last = position.compareTo(last) > 0 ? position : last;
            }
            return last;
        }
    }

    private Position write(Streams streams, int writer) {
        Position last = Position.START;
        var data = BenchDatabase.events(batch);
        for (int i = 0; i < events / batch / WRITERS; i++) {
            int stream = (writer + i * WRITERS) % STREAMS;
            AppendResult result =
                    streams.append(
                            new Append(
                                    StreamName.of("c" + stream % CATEGORIES + "-" + stream),
                                    ExpectedVersion.Belief.ANY,
                                    BenchDatabase.withNewIds(data)));
            last = ((AppendResult.Appended) result).position();
        }
        return last;
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / NANOS;
    }
}
