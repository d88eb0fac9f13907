package dev.eventstore.server.http.ui;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;

/** Asks what a caller may see of everything. */
record Rights(GuardedStreams streams) {
    private static final ReadAll LOOK = new ReadAll(Position.START, 1, Direction.BACKWARD, false);

    boolean readsAll(Caller caller) {
        return !(streams.on(caller).readAll(LOOK) instanceof ReadAllResult.AccessDenied);
    }
}
