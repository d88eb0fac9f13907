package dev.eventstore.server.stats;

import java.time.Instant;
import java.util.List;

/**
 * What a node did between two looks, and how it was at the second.
 *
 * @param at when the second look was
 * @param appendedPerSecond events appended
 * @param readPerSecond events read
 * @param callsPerSecond operations of all kinds
 * @param appendMicros how long an append took on average, in microseconds, 0 if there was none
 * @param readMicros how long a read of a page took on average
 * @param connections connections over TCP and gRPC
 * @param heapBytes memory in use
 * @param cpuPercent of all processors together, by this process
 * @param events how many events the database holds
 * @param fileBytes how long the file of the database is; 0 in memory
 * @param clients which clients asked for most, the busiest first
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
        long events,
        long fileBytes,
        List<ClientRate> clients) {
    public Figures {
        clients = List.copyOf(clients);
    }

    /**
     * How much a client asks for, over all its connections.
     *
     * @param via over which front end
     * @param name what it calls itself, or the host that it asks from; empty for all others
     *     together
     * @param login as whom it asks, as far as HTTP tells; empty if nobody logged in
     * @param done what it did between the two looks
     * @param seconds how long it was from one to the other
     */
    public record ClientRate(
            String via, String name, String login, ClientTally.Done done, double seconds) {}
}
