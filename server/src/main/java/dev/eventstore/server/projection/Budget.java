package dev.eventstore.server.projection;

/**
 * What comes back over time and may be used: a little of it can be saved up, and what was used too
 * much is owed, but not for ever. One thread at a time.
 */
final class Budget {
    /** For how long what comes back is saved up. */
    static final double SAVED_SECONDS = 0.08;

    /** For how long somebody has to wait at most who used too much. */
    static final double OWED_SECONDS = 1.7;

    private final double perSecond;
    private double left;

    /**
     * @param perSecond how much comes back
     */
    Budget(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Some time passed in which some was used. */
    void pass(double seconds, double used) {
        double now = left + perSecond * seconds - used;
        left = Math.clamp(now, -perSecond * OWED_SECONDS, perSecond * SAVED_SECONDS);
    }

    /** Answers whether any may be used now. */
    boolean isLeft() {
        return left >= 0;
    }
}
