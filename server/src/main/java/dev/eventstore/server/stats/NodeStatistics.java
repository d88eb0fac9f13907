package dev.eventstore.server.stats;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogFigures;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * All figures of a node in one tree, gathered when somebody asks and kept for {@link #KEPT}.
 * Thread-safe.
 */
public final class NodeStatistics {
    /** How old an answer may be. */
    public static final Duration KEPT = Duration.ofSeconds(1);

    private static final double NANOS_PER_MILLI = 1e6;

    private final EventLog log;
    private final Connections connections;
    private final Operations operations;
    private final ProcessFigures process;
    private final SystemFigures system;
    private Stat.@Nullable Group gathered;
    private long gatheredNanos;

    public NodeStatistics(EventLog log, Operations operations, Connections connections) {
        this.log = log;
        this.operations = operations;
        this.connections = connections;
        this.process = new ProcessFigures();
        this.system = new SystemFigures(log::folder);
    }

    /** The whole tree. */
    public synchronized Stat.Group read() {
        long now = System.nanoTime();
        if (gathered == null || now - gatheredNanos > KEPT.toNanos()) {
            gathered = gather();
            gatheredNanos = now;
        }
        return gathered;
    }

    private Stat.Group gather() {
        return new Stat.Builder()
                .put("proc", process.read(connections))
                .put("sys", system.read())
                .put("es", engine(log.figures(), log.head().value()))
                .build();
    }

    private Stat.Group engine(LogFigures figures, long head) {
        return new Stat.Builder()
                .put("checksum", head)
                .put("checksumNonFlushed", head)
                .put("queue", queues(figures))
                .put("writer", writer(figures))
                .put("readIndex", readIndex())
                .build();
    }

    /** This server has one queue, that of the writer. */
    private static Stat.Group queues(LogFigures figures) {
        double seconds = ManagementFactory.getRuntimeMXBean().getUptime() / 1e3;
        double batches = Math.max(1, figures.commits());
        Stat.Group writer =
                new Stat.Builder()
                        .put("queueName", "StorageWriterQueue")
                        .put("groupName", "")
                        .put("avgItemsPerSecond", Math.round(figures.events() / seconds))
                        .put("avgProcessingTime", figures.commitNanos() / batches / NANOS_PER_MILLI)
                        .put("currentIdleTime", (Object) null)
                        .put("currentItemProcessingTime", (Object) null)
                        .put(
                                "idleTimePercent",
                                Math.clamp(100 - figures.commitNanos() / 1e7 / seconds, 0, 100))
                        .put("length", figures.waiting())
                        .put("lengthCurrentTryPeak", figures.waiting())
                        .put("lengthLifetimePeak", 0)
                        .put("totalItemsProcessed", figures.events())
                        .put("inProgressMessage", "<none>")
                        .put("lastProcessedMessage", "<none>")
                        .build();
        return new Stat.Builder().put("StorageWriterQueue", writer).build();
    }

    private static Stat.Group writer(LogFigures figures) {
        double batches = Math.max(1, figures.commits());
        String category = "Storage Writer";
        return new Stat.Builder()
                .chart("lastFlushSize", 0, category, "Last Flush Size")
                .chart(
                        "lastFlushDelayMs",
                        figures.lastCommitNanos() / NANOS_PER_MILLI,
                        category,
                        "Last Flush Delay, ms")
                .chart(
                        "meanFlushSize",
                        Math.round(figures.bytes() / batches),
                        category,
                        "Mean Flush Size")
                .chart(
                        "meanFlushDelayMs",
                        figures.commitNanos() / batches / NANOS_PER_MILLI,
                        category,
                        "Mean Flush Delay, ms")
                .chart("maxFlushSize", 0, category, "Max Flush Size")
                .chart(
                        "maxFlushDelayMs",
                        figures.longestCommitNanos() / NANOS_PER_MILLI,
                        category,
                        "Max Flush Delay, ms")
                .chart("queuedFlushMessages", figures.waiting(), category, "Queued Flush Messages")
                .build();
    }

    /** Reads are counted; whether a cache answered them is not told apart. */
    private Stat.Group readIndex() {
        return new Stat.Builder()
                .put("cachedRecord", 0)
                .put("notCachedRecord", operations.eventsRead())
                .put("cachedStreamInfo", 0)
                .put("notCachedStreamInfo", 0)
                .put("cachedTransInfo", 0)
                .put("notCachedTransInfo", 0)
                .build();
    }
}
