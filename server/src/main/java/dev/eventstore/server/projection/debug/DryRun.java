package dev.eventstore.server.projection.debug;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.HandlingStoppedException;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.projection.handler.States;
import dev.eventstore.server.projection.javascript.JavaScriptHandler;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A definition that runs over everything there is, as fast as a projection would, without writing.
 * What came of it so far can be seen at any time. Thread-safe.
 */
public final class DryRun implements Rehearsal {
    /** How much of what would be emitted is kept to be seen; behind that it is counted. */
    public static final int EMITTED_KEPT = 1_000;

    /** How many lines of the log are kept. */
    public static final int LOG_KEPT = 1_000;

    /** How many partitions are told by name. */
    public static final int NAMES_MAX = 1_000;

    /** How large what is kept of the emitted events may be, in bytes. */
    private static final long EMITTED_BYTES_KEPT = 8L * 1024 * 1024;

    /** After how many events the states are taken out of the script. */
    private static final int SETTLED_AT_ONCE = 2_000;

    private static final long TOLD_NANOS = Duration.ofMillis(250).toNanos();

    private final Worker worker;
    private final Limits limits;
    private final JavaScriptHandler handler;
    private final Selected selected;
    private final TimeLimit limit = new TimeLimit();
    private final Memory memory = new Memory(States.NONE);
    private final List<Output> output = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final long beganNanos = System.nanoTime();
    private long tookNanos;
    private long toldNanos = beganNanos;
    private long handled;
    private long emitted;
    private long outputBytes;
    private Stop stop = Stop.Plain.BEGINNING;
    private @Nullable Failure failure;
    private volatile boolean isCancelled;
    private volatile @Nullable String ordered;

    /**
     * What ends it, beside the end of the log.
     *
     * @param events so many are handled
     * @param time so long it has worked
     * @param emitted so many events would have been emitted
     */
    public record Limits(long events, Duration time, long emitted) {}

    /** An event that would be emitted, and the one because of which. */
    public record Output(Emitted emitted, RecordedEvent cause) {}

    /** What the script could not do, and with which event. */
    public record Failure(String message, RecordedEvent event) {}

    /**
     * What came of it so far.
     *
     * @param output what would be emitted, from the wanted one on
     * @param log what the script logged, from the wanted line on
     * @param partitions the first of them by name
     */
    public record Report(
            Source source,
            boolean isWithoutIndex,
            Stop stop,
            @Nullable Failure failure,
            long handled,
            long passed,
            long head,
            Duration time,
            long emitted,
            List<Output> output,
            List<String> log,
            List<String> partitions,
            int partitionCount) {
        public Report {
            output = List.copyOf(output);
            log = List.copyOf(log);
            partitions = List.copyOf(partitions);
        }
    }

    DryRun(String id, Attempt attempt, Limits limits, StreamOperations streams)
            throws DefinitionException {
        this.limits = limits;
        this.handler = JavaScriptHandler.onTrial(attempt.query(), attempt.mayEmit());
        this.selected = new Selected(streams, handler.source(), attempt.from());
        this.worker = new Worker("dry-run-" + id);
        worker.begin(this::work);
    }

    /** Ends it; what came of it stays. */
    public void cancel() {
        isCancelled = true;
    }

    /** What came of it so far, without what was seen before. */
    public synchronized Report report(int outputSeen, int logSeen) {
        return new Report(
                handler.source(),
                selected.isWithoutIndex(),
                stop,
                failure,
                handled,
                selected.passed(),
                selected.head(),
                Duration.ofNanos(tookNanos > 0 ? tookNanos : System.nanoTime() - beganNanos),
                emitted,
                behind(output, outputSeen),
                behind(log, logSeen),
                memory.known().keySet().stream()
                        .filter(partition -> !partition.isEmpty())
                        .limit(NAMES_MAX)
                        .toList(),
                memory.known().size());
    }

    /** Partitions whose names hold a text in small letters, in letters of either case. */
    public synchronized List<String> partitions(String filter, int max) {
        return memory.known().keySet().stream()
                .filter(partition -> !partition.isEmpty())
                .filter(partition -> partition.toLowerCase(Locale.ROOT).contains(filter))
                .limit(max)
                .toList();
    }

    /** How a partition stands; nothing if it is not known. */
    public synchronized Standing standing(String partition) {
        Standing known = memory.get(partition);
        return known == null ? Standing.NOTHING : known;
    }

    /** How many changes there were so far: grows while it works. */
    public long version() {
        return worker.version();
    }

    /** Whether it works at this moment. */
    public boolean isBusy() {
        return worker.isBusy();
    }

    /** Waits for a change behind one that was seen, at most so long. */
    public void awaitChange(long seen, Duration patience) throws InterruptedException {
        worker.await(seen, patience);
    }

    @Override
    public Worker worker() {
        return worker;
    }

    @Override
    public void watch() {
        limit.passed()
                .ifPresent(why -> {
                    ordered = why;
                    handler.close();
                });
    }

    @Override
    public void close() {
        isCancelled = true;
        handler.close();
        worker.close();
    }

    private static <T> List<T> behind(List<T> all, int seen) {
        return List.copyOf(all.subList(Math.min(Math.max(0, seen), all.size()), all.size()));
    }

    private void work() {
        Stop reached = new Stop.Limit("The node failed; its log says why.");
        try {
            reached = run();
        } catch (IllegalStateException | HandlingStoppedException noState) {
            reached = new Stop.Limit("A state is none: " + noState.getMessage());
        } finally {
            synchronized (this) {
                stop = reached;
                tookNanos = System.nanoTime() - beganNanos;
            }
            handler.close();
        }
    }

    private Stop run() {
        int unsettled = 0;
        while (true) {
            Optional<Stop> reached = limitReached();
            if (reached.isPresent()) {
                settle();
                return reached.get();
            }
            switch (selected.next()) {
                case Selected.Next.Event(SourceEvent event, long _) -> {
                    Stop fault = handle(event);
                    if (fault != null) {
                        return fault;
                    }
                    unsettled++;
                }
                case Selected.Next.Nothing _ -> {}
                case Selected.Next.End _ -> {
                    settle();
                    return Stop.Plain.END;
                }
                case Selected.Next.AccessDenied denied -> {
                    return new Stop.AccessDenied(denied.stream());
                }
            }
            boolean isToldTime = System.nanoTime() - toldNanos > TOLD_NANOS;
            if (unsettled >= SETTLED_AT_ONCE || isToldTime) {
                settle();
                unsettled = 0;
            }
            if (isToldTime) {
                toldNanos = System.nanoTime();
                worker.changed();
            }
        }
    }

    private Optional<Stop> limitReached() {
        if (isCancelled) {
            return Optional.of(Stop.Plain.PAUSED);
        }
        Optional<String> passed = memory.passed();
        if (passed.isPresent()) {
            return Optional.of(new Stop.Limit(passed.get()));
        }
        if (handled >= limits.events()) {
            return Optional.of(new Stop.Limit(limits.events() + " events are handled."));
        }
        if (emitted >= limits.emitted()) {
            return Optional.of(
                    new Stop.Limit(limits.emitted() + " events would have been emitted."));
        }
        return System.nanoTime() - beganNanos > limits.time().toNanos()
                ? Optional.of(
                        new Stop.Limit("It worked for " + limits.time().toSeconds() + " seconds."))
                : Optional.empty();
    }

    private @Nullable Stop handle(SourceEvent event) {
        limit.begin();
        try {
            take(handler.handle(event, memory), event.event());
            return null;
        } catch (IllegalStateException
                | IllegalArgumentException
                | HandlingStoppedException failed) {
            String why = ordered;
            synchronized (this) {
                failure =
                        new Failure(
                                why == null ? String.valueOf(failed.getMessage()) : why,
                                event.event());
            }
            return Stop.Plain.FAULT;
        } finally {
            limit.end();
        }
    }

    private synchronized void take(List<Emitted> events, RecordedEvent cause) {
        handled++;
        emitted += events.size();
        for (Emitted each : events) {
            if (output.size() < EMITTED_KEPT && outputBytes < EMITTED_BYTES_KEPT) {
                outputBytes += each.data().size();
                output.add(new Output(each, cause));
            }
        }
        if (log.size() < LOG_KEPT) {
            handler.log().lines().limit(LOG_KEPT - log.size()).forEach(log::add);
        }
    }

    private synchronized void settle() {
        for (Map.Entry<String, Standing> each : handler.settle().entrySet()) {
            memory.put(each.getKey(), each.getValue());
        }
        // What two states share stays where it is: it is not asked for again.
        if (!handler.source().options().isBiState()) {
            handler.forget();
        }
    }
}
