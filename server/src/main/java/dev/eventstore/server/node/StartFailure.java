package dev.eventstore.server.node;

import dev.eventstore.server.eventlog.DatabaseRefusedException;

/** Why a node could not start, for programs; the exception that carries it says it to people. */
public sealed interface StartFailure
        permits PortConflict, StartFailure.Database, StartFailure.Kind {
    /** The database cannot be opened; it is as it was. */
    record Database(DatabaseRefusedException.Reason reason) implements StartFailure {}

    /** What needs no details. */
    enum Kind implements StartFailure {
        /** None of the others; the message tells. */
        OTHER
    }
}
