package dev.eventstore.server.scavenge;

/** What came of stopping a scavenge. */
public enum StopResult {
    /** It ends after the portion that it is at. What was removed until then stays removed. */
    STOPPING,
    /** No such scavenge is running. */
    NOT_RUNNING
}
