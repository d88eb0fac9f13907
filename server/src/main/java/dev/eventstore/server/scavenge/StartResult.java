package dev.eventstore.server.scavenge;

import java.util.UUID;

/** What came of starting a scavenge. */
public sealed interface StartResult {
    /** It runs now, in the background. */
    record Started(UUID id) implements StartResult {}

    /** Another one is still running; nothing was started. */
    record AlreadyRunning(UUID id) implements StartResult {}
}
