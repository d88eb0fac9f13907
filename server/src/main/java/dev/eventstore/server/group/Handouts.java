package dev.eventstore.server.group;

import java.util.concurrent.TimeUnit;

/** Counts events that were handed out. Not thread-safe. */
final class Handouts {
    private final long beganNanos;
    private long total;
    private long told;

    Handouts(long nowNanos) {
        this.beganNanos = nowNanos;
    }

    void add(int events) {
        total += events;
    }

    long total() {
        return total;
    }

    GroupInfo.Rate rate(long nowNanos) {
        double seconds = (double) (nowNanos - beganNanos) / TimeUnit.SECONDS.toNanos(1);
        long sinceLast = total - told;
        told = total;
        return new GroupInfo.Rate(total, seconds > 0 ? total / seconds : 0, sinceLast);
    }
}
