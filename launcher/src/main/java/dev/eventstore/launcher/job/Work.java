package dev.eventstore.launcher.job;

import java.io.IOException;

/** Something that takes a while. */
@FunctionalInterface
public interface Work {
    /**
     * Does it.
     *
     * @return what came of it, in a sentence
     * @throws IOException if it cannot be done; the message says why
     * @throws CancelledException if it ended because it was told to
     */
    String run(Progress progress) throws IOException, CancelledException;
}
