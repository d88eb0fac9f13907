package dev.eventstore.server.crash;

import dev.eventstore.server.event.NewEvent;
import java.io.IOException;
import java.util.List;

/** A connection to a running node, for one writer. One thread at a time. */
interface Door extends AutoCloseable {
    /**
     * Appends events to a stream, and returns when the node said that it did.
     *
     * @param expected the revision the stream has now, −1 if it is not there
     * @throws Gone if the node is gone; nobody knows whether it took them
     */
    void append(String stream, long expected, List<NewEvent> events) throws Gone;

    @Override
    void close() throws IOException;

    /** The node does not answer any more. */
    final class Gone extends Exception {
        private static final long serialVersionUID = 1;

        Gone(Throwable cause) {
            super(cause);
        }
    }

    /** The ways into a node. */
    enum Kind {
        HTTP {
            @Override
            Door open(NodeProcess node) {
                return new HttpDoor(node.uri());
            }
        },
        TCP {
            @Override
            Door open(NodeProcess node) throws Gone {
                return TcpDoor.to(node.tcpPort());
            }
        },
        GRPC {
            @Override
            Door open(NodeProcess node) {
                return new GrpcDoor(node.uri());
            }
        };

        abstract Door open(NodeProcess node) throws Gone;
    }
}
