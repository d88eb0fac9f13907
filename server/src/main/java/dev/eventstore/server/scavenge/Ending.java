package dev.eventstore.server.scavenge;

/** How a scavenge ended. */
sealed interface Ending {
    /** Everything was looked at, and the space was given back. */
    record Success() implements Ending {}

    /** Somebody stopped it. */
    record Stopped() implements Ending {}

    /** It could not go on. */
    record Failed(String reason) implements Ending {}

    /** The word that the history of scavenges has for it. */
    default String result() {
        return switch (this) {
            case Success() -> "Success";
            case Stopped() -> "Stopped";
            case Failed(var _) -> "Failed";
        };
    }
}
