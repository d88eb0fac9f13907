package dev.eventstore.server.http.admin;

import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a node tells about itself.
 *
 * @param esVersion the release of the original server whose interface is served
 * @param projectionsMode None, System or All
 * @param instanceId names this run of the node
 * @param endpoint where clients are told to connect; the ports are known only once it listens
 * @param head position of the newest event
 * @param options the options in force
 * @param place where the database is, now
 * @param clock tells the time
 */
public record NodeInfo(
        String esVersion,
        String projectionsMode,
        UUID instanceId,
        Supplier<Endpoint> endpoint,
        LongSupplier head,
        List<OptionInForce> options,
        Supplier<Place> place,
        InstantSource clock) {
    /**
     * Where the database is.
     *
     * @param isTemporary whether nobody keeps it
     * @param location its folder, empty if it is in memory
     */
    public record Place(boolean isTemporary, String location) {}

    /**
     * Where clients are told to connect.
     *
     * @param tcpPort 0 if TCP is not served in clear text
     * @param secureTcpPort 0 if TCP is not served with TLS
     */
    public record Endpoint(String host, int httpPort, int tcpPort, int secureTcpPort) {}

    /**
     * An option with its value, as people may see it.
     *
     * @param possibleValues empty if any value goes
     */
    public record OptionInForce(
            String name,
            String description,
            String group,
            String value,
            List<String> possibleValues) {
        public OptionInForce {
            possibleValues = List.copyOf(possibleValues);
        }
    }

    public NodeInfo {
        options = List.copyOf(options);
    }
}
