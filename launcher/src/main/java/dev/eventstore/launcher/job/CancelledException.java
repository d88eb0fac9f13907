package dev.eventstore.launcher.job;

/** Work ended early, because the user wanted that. */
public final class CancelledException extends Exception {
    private static final long serialVersionUID = 1;
}
