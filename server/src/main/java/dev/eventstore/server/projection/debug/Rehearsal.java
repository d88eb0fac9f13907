package dev.eventstore.server.projection.debug;

/** A session or a dry run, as those see it who watch over all of them. Thread-safe. */
sealed interface Rehearsal extends AutoCloseable permits DebugSession, DryRun {
    Worker worker();

    /** Looks at the limits of what runs. */
    void watch();

    @Override
    void close();
}
