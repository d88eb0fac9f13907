package dev.eventstore.server.projection.debug;

import dev.eventstore.server.event.StreamName;

/** Why a session stands where it stands. */
public sealed interface Stop {
    /** Reasons that need no words. */
    enum Plain implements Stop {
        /** Nothing was done yet. */
        BEGINNING,
        /** One event was to be handled, or taken back. */
        STEP,
        /** There are no more events. */
        END,
        /** It was told to. */
        PAUSED,
        /** The script could not handle the event; the step says why. */
        FAULT,
        /** An event of a type with a breakpoint. */
        TYPE,
        /** An event of a partition with a breakpoint. */
        PARTITION,
        /** The condition holds. */
        CONDITION,
        /** Something would have been emitted. */
        EMIT,
        /** The place up to which it was to go. */
        PLACE
    }

    /** A line with a breakpoint ran. */
    record Line(int number) implements Stop {}

    /** The condition cannot be told. */
    record BadCondition(String message) implements Stop {}

    /** The caller may not read any further. */
    record AccessDenied(StreamName stream) implements Stop {}

    /**
     * A limit is reached.
     *
     * @param message a sentence that names it
     */
    record Limit(String message) implements Stop {}
}
