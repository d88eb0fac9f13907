package dev.eventstore.server.eventlog;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Where lately written events stand together of which none is {@linkplain
 * dev.eventstore.server.event.StreamName#isOfApplication of an application}. What projections write
 * comes in thousands, and whoever wants the events of applications need not look at them. Of what
 * lies elsewhere nothing is known.
 *
 * <p>One thread adds, any thread asks.
 */
final class SystemStretches {
    /** Looking at fewer events costs no more than passing them by. */
    private static final int EVENTS_MIN = 64;

    private static final int KEPT_MAX = 4_096;

    /** First position → last position. */
    private final ConcurrentSkipListMap<Long, Long> stretches = new ConcurrentSkipListMap<>();

    private int kept;

    /** Takes a stretch behind all others; both positions are committed and belong to it. */
    void add(long first, long last) {
        if (last - first + 1 < EVENTS_MIN) {
            return;
        }
        stretches.put(first, last);
        if (++kept > KEPT_MAX) {
            stretches.pollFirstEntry();
            kept--;
        }
    }

    /** The last position of the stretch that a position lies in, else the position itself. */
    long lastFrom(long position) {
        Map.Entry<Long, Long> stretch = stretches.floorEntry(position);
        return stretch == null ? position : Math.max(position, stretch.getValue());
    }
}
