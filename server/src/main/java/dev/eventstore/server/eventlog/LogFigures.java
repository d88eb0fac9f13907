package dev.eventstore.server.eventlog;

/**
 * What the writer has done since the log was opened.
 *
 * @param waiting changes that wait for the writer now
 * @param commits how often it committed
 * @param changes how many changes it took
 * @param events how many events it wrote
 * @param bytes how many bytes of records it wrote
 * @param lastCommitNanos how long the last commit with its sync took
 * @param longestCommitNanos how long the longest one took
 * @param commitNanos how long all of them took
 */
public record LogFigures(
        int waiting,
        long commits,
        long changes,
        long events,
        long bytes,
        long lastCommitNanos,
        long longestCommitNanos,
        long commitNanos) {
    static final LogFigures NONE = new LogFigures(0, 0, 0, 0, 0, 0, 0, 0);

    LogFigures plus(int moreChanges, int moreEvents, long moreBytes, long nanos) {
        return new LogFigures(
                0,
                commits + 1,
                changes + moreChanges,
                events + moreEvents,
                bytes + moreBytes,
                nanos,
                Math.max(longestCommitNanos, nanos),
                commitNanos + nanos);
    }

    LogFigures withWaiting(int now) {
        return new LogFigures(
                now,
                commits,
                changes,
                events,
                bytes,
                lastCommitNanos,
                longestCommitNanos,
                commitNanos);
    }
}
