package dev.eventstore.server.scavenge;

/**
 * How a scavenge is to work.
 *
 * @param throttlePercent for how much of the time it may work at most, 1 to 100
 */
public record ScavengeSettings(int throttlePercent) {
    /** Without a pause. */
    public static final ScavengeSettings FULL_SPEED = new ScavengeSettings(100);

    /**
     * @throws IllegalArgumentException if the percentage is out of its range
     */
    public ScavengeSettings {
        if (throttlePercent < 1 || throttlePercent > 100) {
            throw new IllegalArgumentException(
                    "The throttle must be 1 to 100 percent: " + throttlePercent);
        }
    }
}
