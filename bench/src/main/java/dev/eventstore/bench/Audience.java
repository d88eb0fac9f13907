package dev.eventstore.bench;

import java.util.List;

/** Connects to a node to listen, in one of the protocols. */
interface Audience {
    /** Stands for all streams. */
    String ALL = "";

    /**
     * Opens a connection and a subscription to each of these streams, from now on; returns once the
     * node has confirmed all of them.
     */
    AutoCloseable connect(List<String> streams, Ear ear) throws Exception;

    /** Hears what comes of them, on any thread. */
    interface Ear {
        /** An event. */
        void heard();

        /** The node, or what is between, has ended a connection. */
        void lost();
    }
}
