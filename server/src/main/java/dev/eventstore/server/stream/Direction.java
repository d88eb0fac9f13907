package dev.eventstore.server.stream;

/** Which way a read goes. */
public enum Direction {
    /** From old to new. */
    FORWARD,
    /** From new to old. */
    BACKWARD
}
