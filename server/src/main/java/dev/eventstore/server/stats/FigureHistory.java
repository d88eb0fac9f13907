package dev.eventstore.server.stats;

import dev.eventstore.server.eventlog.EventLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * The figures of the last quarter of an hour, a look every two seconds. Works on a virtual thread
 * of its own until it is closed. Thread-safe.
 */
public final class FigureHistory implements AutoCloseable {
    /** How long it is from one look to the next. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    private static final int LOOKS_MAX = 450;
    private static final double NANOS = 1e9;
    private static final int PERCENT = 100;
    private static final List<Operation> READS =
            List.of(Operation.READ_EVENT, Operation.READ_STREAM, Operation.READ_ALL);

    private final Recent<Figures> figures = new Recent<>(LOOKS_MAX);
    private final Operations operations;
    private final ClientRates clients;
    private final EventLog log;
    private final InstantSource clock;
    private final Thread thread;

    /**
     * @param connections of front ends, by their names
     */
    public FigureHistory(
            Operations operations,
            Map<String, Connections> connections,
            HttpClients http,
            EventLog log,
            InstantSource clock) {
        this.operations = operations;
        this.clients = new ClientRates(connections, http);
        this.log = log;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("figures").start(this::run);
    }

    /** The figures, oldest first. */
    public Recent<Figures> figures() {
        return figures;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            Counts before = Counts.of(operations);
            while (true) {
                Thread.sleep(PERIOD);
                Counts now = Counts.of(operations);
                figures.add(between(before, now));
                before = now;
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private Figures between(Counts before, Counts now) {
        double seconds = (now.nanos() - before.nanos()) / NANOS;
        Runtime runtime = Runtime.getRuntime();
        double cores = seconds * NANOS * runtime.availableProcessors();
        return new Figures(
                clock.instant(),
                (now.appended() - before.appended()) / seconds,
                (now.read() - before.read()) / seconds,
                (now.calls() - before.calls()) / seconds,
                average(now.appendNanos() - before.appendNanos(), now.appends() - before.appends()),
                average(now.readNanos() - before.readNanos(), now.reads() - before.reads()),
                clients.connections(),
                runtime.totalMemory() - runtime.freeMemory(),
                Math.clamp(PERCENT * (now.cpuNanos() - before.cpuNanos()) / cores, 0, PERCENT),
                log.head().value(),
                log.fileBytes(),
                clients.between(seconds));
    }

    private static long average(long nanos, long count) {
        return count == 0 ? 0 : nanos / count / 1000;
    }

    /** Everything that only ever grows, at one moment. */
    private record Counts(
            long nanos,
            long appended,
            long read,
            long appends,
            long appendNanos,
            long reads,
            long readNanos,
            long cpuNanos) {
        static Counts of(Operations operations) {
            return new Counts(
                    System.nanoTime(),
                    operations.eventsAppended(),
                    operations.eventsRead(),
                    operations.count(Operation.APPEND) + operations.count(Operation.DELETE),
                    operations.totalNanos(Operation.APPEND),
                    READS.stream().mapToLong(operations::count).sum(),
                    READS.stream().mapToLong(operations::totalNanos).sum(),
                    ProcessHandle.current()
                            .info()
                            .totalCpuDuration()
                            .orElse(Duration.ZERO)
                            .toNanos());
        }

        long calls() {
            return appends + reads;
        }
    }
}
