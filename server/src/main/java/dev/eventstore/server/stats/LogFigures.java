package dev.eventstore.server.stats;

/**
 * What the log tells about its work since it was opened.
 *
 * @param head position of the newest event, −1 in an empty database
 * @param fileBytes size of the database file, 0 in memory
 * @param batches how many batches were committed
 * @param events how many events these held
 * @param lastBatchBytes size of the last batch
 * @param maxBatchBytes size of the largest
 * @param totalBytes size of all together
 * @param lastFlushNanos how long the last commit took, disk included
 * @param maxFlushNanos how long the slowest took
 * @param totalFlushNanos how long all took together
 * @param queued how many changes wait for the writer now
 */
public record LogFigures(
        long head,
        long fileBytes,
        long batches,
        long events,
        long lastBatchBytes,
        long maxBatchBytes,
        long totalBytes,
        long lastFlushNanos,
        long maxFlushNanos,
        long totalFlushNanos,
        int queued) {
    /** A log that has done nothing yet. */
    public static final LogFigures NONE = new LogFigures(-1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
}
