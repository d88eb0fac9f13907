package dev.eventstore.server.group;

import java.util.List;

/**
 * Which events of the stream of parked events are parked at a moment.
 *
 * @param first the revision of the oldest
 * @param end the revision behind the newest
 * @param taken revisions between these that are not: tried again, or done with, before older ones
 * @param isReplaying whether they are being tried again, one after the other
 */
public record ParkedState(long first, long end, List<Long> taken, boolean isReplaying) {
    /** How many there are. */
    public long count() {
        return end - first - taken.size();
    }
}
