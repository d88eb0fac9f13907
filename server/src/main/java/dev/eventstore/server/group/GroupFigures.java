package dev.eventstore.server.group;

import java.time.Instant;

/**
 * How a group does at a moment, in figures; all 0 or more.
 *
 * @param lag how many events of its source are behind the last one up to which all are settled; of
 *     a group of everything, how many positions, whether it wants them or not
 * @param waiting events in memory that nobody has yet
 * @param outstanding handed out and not settled
 * @param parked put aside
 * @param handedOut events given to consumers since the group was started, repeated ones included
 * @param consumers how many are connected
 */
public record GroupFigures(
        Instant at,
        long lag,
        int waiting,
        int outstanding,
        long parked,
        long handedOut,
        int consumers) {}
