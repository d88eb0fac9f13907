package dev.eventstore.server.stats;

import java.util.List;

/** The connections of all front ends, as statistics show them. */
@FunctionalInterface
public interface Connections {
    /** None at all. */
    Connections NONE = List::of;

    /** Those that are open now. */
    List<Connection> open();

    /**
     * One connection.
     *
     * @param remote address and port of the other side
     * @param local address and port on this side
     * @param clientName what the client calls itself, empty if it does not
     * @param id names the connection
     * @param tally counts what it does; its requests are packages over TCP, messages over gRPC
     */
    record Connection(
            String remote,
            String local,
            String clientName,
            String id,
            long bytesSent,
            long bytesReceived,
            boolean isEncrypted,
            ClientTally tally) {}
}
