package dev.eventstore.launcher.job;

/** How a piece of work tells how far it is, and learns that it shall end. Thread-safe. */
public interface Progress {
    /**
     * Tells how far the work is.
     *
     * @param done 0 to 1, or a negative number if nobody knows
     * @param note such as {@code 12,000 events}
     */
    void report(double done, String note);

    /** Whether the user wants it to end. */
    boolean isCancelled();
}
