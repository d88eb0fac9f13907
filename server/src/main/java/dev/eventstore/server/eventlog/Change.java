package dev.eventstore.server.eventlog;

/**
 * Something that changes the log, decided on the writer thread against its view of everything
 * before.
 *
 * @param <R> what comes of it
 */
@FunctionalInterface
public interface Change<R> {
    /**
     * Decides first and appends last: once something was appended, an exception stops the node.
     *
     * @param transaction the writer's view; to be used during this call only
     */
    R applyTo(LogTransaction transaction);
}
