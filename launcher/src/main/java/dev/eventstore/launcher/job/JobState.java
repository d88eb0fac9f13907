package dev.eventstore.launcher.job;

/**
 * A piece of work that takes a while, as the window shows it.
 *
 * @param done 0 to 1, or a negative number if nobody knows
 * @param note how far it is, or what came of it
 */
public record JobState(String title, double done, String note, Stage stage) {
    /** How far a piece of work has come. */
    public enum Stage {
        RUNNING,
        CANCELLING,
        DONE,
        CANCELLED,
        FAILED
    }

    /** Whether nothing more comes. */
    public boolean isOver() {
        return switch (stage) {
            case RUNNING, CANCELLING -> false;
            case DONE, CANCELLED, FAILED -> true;
        };
    }
}
