package dev.eventstore.server.http.ui;

import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;

/** Asks what a caller may see of everything. */
record Rights(GuardedStreams streams) {
    boolean readsAll(Caller caller) {
        return streams.mayRead(caller, SystemStreams.ALL);
    }
}
