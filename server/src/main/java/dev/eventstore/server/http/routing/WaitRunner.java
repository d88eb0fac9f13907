package dev.eventstore.server.http.routing;

/** Runs waits of calls on the calling thread. */
@FunctionalInterface
public interface WaitRunner {
    /**
     * Runs a wait.
     *
     * @return whether it ran to its end; false if it was cut short
     * @throws InterruptedException if the thread was interrupted by somebody else
     */
    boolean run(Waits.Wait wait) throws InterruptedException;
}
