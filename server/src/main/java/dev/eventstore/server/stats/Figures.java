package dev.eventstore.server.stats;

import java.time.Instant;

/**
 * What a node did between two looks, and how it was at the second.
 *
 * @param at when the second look was
 * @param appendedPerSecond events appended
 * @param readPerSecond events read
 * @param callsPerSecond operations of all kinds
 * @param appendMicros how long an append took on average, in microseconds, 0 if there was none
 * @param readMicros how long a read of a page took on average
 * @param connections connections over TCP
 * @param heapBytes memory in use
 * @param cpuPercent of all processors together, by this process
 * @param events how many events the database holds
 */
public record Figures(
        Instant at,
        double appendedPerSecond,
        double readPerSecond,
        double callsPerSecond,
        long appendMicros,
        long readMicros,
        int connections,
        long heapBytes,
        double cpuPercent,
        long events) {}
