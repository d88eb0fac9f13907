package dev.eventstore.server.stats;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/** Counts operations, and measures them for histograms if that is wanted. Thread-safe. */
public final class Operations {
    /** The longest duration that a histogram tells apart, in nanoseconds: 10 minutes. */
    private static final long NANOS_MAX = 600_000_000_000L;

    private static final int DIGITS = 3;

    private final Map<Operation, Tally> tallies = new EnumMap<>(Operation.class);
    private final LongAdder eventsAppended = new LongAdder();
    private final LongAdder eventsRead = new LongAdder();

    /**
     * @param histograms whether durations are kept for {@link #histogram}
     */
    public Operations(boolean histograms) {
        for (Operation operation : Operation.values()) {
            tallies.put(operation, new Tally(histograms ? new Timings() : null));
        }
    }

    /** Counts one that took so long. */
    public void count(Operation operation, long nanos) {
        tally(operation).count(nanos);
    }

    void countAppended(int events) {
        eventsAppended.add(events);
    }

    void countRead(int events) {
        eventsRead.add(events);
    }

    long eventsAppended() {
        return eventsAppended.sum();
    }

    /** How many events clients have read. */
    public long eventsRead() {
        return eventsRead.sum();
    }

    long count(Operation operation) {
        return tally(operation).count.sum();
    }

    long totalNanos(Operation operation) {
        return tally(operation).nanos.sum();
    }

    /** All durations so far, in nanoseconds; empty if they are not measured or there is no such. */
    public Optional<Histogram> histogram(String name) {
        return Stream.of(Operation.values())
                .filter(operation -> operation.histogram().equals(name))
                .findFirst()
                .flatMap(operation -> Optional.ofNullable(tally(operation).durations))
                .map(Timings::all);
    }

    private Tally tally(Operation operation) {
        return Objects.requireNonNull(tallies.get(operation), "every operation has a tally");
    }

    /** Number and sum of durations. */
    private static final class Tally {
        private final LongAdder count = new LongAdder();
        private final LongAdder nanos = new LongAdder();
        private final @Nullable Timings durations;

        Tally(@Nullable Timings durations) {
            this.durations = durations;
        }

        void count(long duration) {
            count.increment();
            nanos.add(duration);
            if (durations != null) {
                durations.record(duration);
            }
        }
    }

    /** Durations one by one, as far as a histogram tells them apart. */
    private static final class Timings {
        private final Recorder recorder = new Recorder(NANOS_MAX, DIGITS);
        private final Histogram all = new Histogram(NANOS_MAX, DIGITS);

        void record(long duration) {
            recorder.recordValue(Math.clamp(duration, 0, NANOS_MAX));
        }

        /** Adds what was recorded since the last look to what was before. */
        synchronized Histogram all() {
            all.add(recorder.getIntervalHistogram());
            return all.copy();
        }
    }
}
