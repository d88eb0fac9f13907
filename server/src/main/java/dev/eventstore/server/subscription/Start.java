package dev.eventstore.server.subscription;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;

/** Where a subscription begins. What the place itself names is not sent again. */
public sealed interface Start {
    /** Places that are known by name. */
    enum Edge implements Start {
        /** With the first event that there is. */
        BEGINNING,
        /** With the first event to come. */
        END
    }

    /** Behind an event of the stream; of a subscription to one stream only. */
    record BehindRevision(Revision revision) implements Start {}

    /** Behind a position; of a subscription to everything only. */
    record BehindPosition(Position position) implements Start {}
}
