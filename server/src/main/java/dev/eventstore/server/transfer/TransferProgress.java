package dev.eventstore.server.transfer;

/** Is told how far a transfer is, and says whether it shall go on. */
@FunctionalInterface
public interface TransferProgress {
    /**
     * Looks at the progress.
     *
     * @param events transferred so far
     * @param done 0 to 1
     * @return whether to go on
     */
    boolean goesOn(long events, double done);
}
