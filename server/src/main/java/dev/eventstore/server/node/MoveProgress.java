package dev.eventstore.server.node;

/** Is told how far the move of a database is, and says whether it shall go on. */
@FunctionalInterface
public interface MoveProgress {
    /**
     * Looks at the progress.
     *
     * @param done bytes moved so far
     * @param total bytes to move
     * @return whether to go on
     */
    boolean goesOn(long done, long total);
}
