package dev.eventstore.server.group;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How long the last events took to be settled. Not thread-safe. */
final class Latencies {
    private static final int KEPT = 1_000;
    private static final int QUINTILES = 5;
    private static final double[] PERCENTILES = {90, 95, 99, 99.5, 99.9};
    private static final double ALL = 100;

    private final long[] nanos = new long[KEPT];
    private long count;

    void add(long tookNanos) {
        nanos[(int) (count % KEPT)] = tookNanos;
        count++;
    }

    /** In the names and the order of Event Store. */
    List<GroupInfo.Measurement> figures() {
        if (count == 0) {
            return List.of();
        }
        long[] sorted = Arrays.copyOf(nanos, (int) Math.min(count, KEPT));
        Arrays.sort(sorted);
        List<GroupInfo.Measurement> figures = new ArrayList<>();
        figures.add(figure("Mean", (long) Arrays.stream(sorted).average().orElse(0)));
        figures.add(figure("Median", at(sorted, ALL / 2)));
        figures.add(figure("Fastest", sorted[0]));
        for (int i = 1; i <= QUINTILES; i++) {
            figures.add(figure("Quintile " + i, at(sorted, ALL / QUINTILES * i)));
        }
        for (double percentile : PERCENTILES) {
            String name = percentile % 1 == 0 ? "" + (int) percentile : "" + percentile;
            figures.add(figure(name + "%", at(sorted, percentile)));
        }
        figures.add(figure("Highest", sorted[sorted.length - 1]));
        return figures;
    }

    private static long at(long[] sorted, double percentile) {
        int rank = (int) Math.ceil(percentile / ALL * sorted.length);
        return sorted[Math.clamp(rank - 1L, 0, sorted.length - 1)];
    }

    private static GroupInfo.Measurement figure(String key, long nanos) {
        return new GroupInfo.Measurement(key, TimeUnit.NANOSECONDS.toMillis(nanos));
    }
}
