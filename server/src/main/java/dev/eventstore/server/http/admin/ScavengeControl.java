package dev.eventstore.server.http.admin;

import java.util.Optional;
import java.util.UUID;

/** Starts and stops scavenges, of which one runs at a time. Thread-safe. */
public interface ScavengeControl {
    /** What came of a start. */
    sealed interface Started {
        /** It runs now, in the background. */
        record Running(UUID id) implements Started {}

        /** Another one is still running. */
        record AlreadyRunning(UUID id) implements Started {}
    }

    /**
     * Starts one.
     *
     * @param throttlePercent how much of the time it may work, 1 to 100
     */
    Started start(int throttlePercent);

    /** The one that runs. */
    Optional<UUID> current();

    /** Stops one; false if it does not run. */
    boolean stop(UUID id);
}
