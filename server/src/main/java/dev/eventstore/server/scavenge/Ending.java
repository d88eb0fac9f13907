package dev.eventstore.server.scavenge;

/** How a scavenge ended. */
sealed interface Ending {
    /** Everything was looked at, and the space was given back. */
    record Success() implements Ending {}

    /** Somebody stopped it. */
    record Stopped() implements Ending {}

    /** It could not go on. */
    record Failed(String reason) implements Ending {}
}
