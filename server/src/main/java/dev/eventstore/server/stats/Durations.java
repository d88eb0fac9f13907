package dev.eventstore.server.stats;

import java.time.Duration;
import java.util.Locale;

/** Durations as v5's statistics write them. */
final class Durations {
    private static final int NANOS_PER_TICK = 100;

    private Durations() {}

    /** Hours, minutes, seconds and seven digits of a second: {@code 0:00:01.0000000}. */
    static String text(long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        return String.format(
                Locale.ROOT,
                "%d:%02d:%02d.%07d",
                duration.toHours(),
                duration.toMinutesPart(),
                duration.toSecondsPart(),
                duration.toNanosPart() / NANOS_PER_TICK);
    }
}
