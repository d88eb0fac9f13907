package dev.eventstore.server.group;

/** What a consumer wants done with an event that it did not settle. */
public enum NackAction {
    /** To be handed out again. */
    RETRY,
    /** To be put aside, for somebody to look at. */
    PARK,
    /** To be left out for good. */
    SKIP,
    /** To be left with the consumer until its time is up. */
    STOP
}
