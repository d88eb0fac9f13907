package dev.eventstore.server.group;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;

/** Where a group begins that has not settled anything yet. */
public sealed interface GroupStart {
    /** Places that are known by name. */
    enum Edge implements GroupStart {
        /** With the first event that there is. */
        BEGINNING,
        /** With the first event that comes after the group was made. */
        END
    }

    /** With an event of the stream; of a group of one stream only. */
    record AtRevision(Revision revision) implements GroupStart {}

    /** With the event at a position, or the first behind it; of a group of everything only. */
    record AtPosition(Position position) implements GroupStart {}
}
