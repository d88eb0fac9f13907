package dev.eventstore.server.projection;

/**
 * How a projection works. Numbers that are not positive stand for what is usual.
 *
 * @param emits whether it may emit
 * @param tracksEmitted whether the streams it emits to are remembered, so that they can be deleted
 * @param checkpointAfterMillis the least time between two checkpoints
 * @param checkpointHandled after how many handled events there is a checkpoint
 * @param checkpointUnhandledBytes after how many bytes of other events there is one
 * @param pendingEventsMax kept for clients; the engine reads a page ahead at most
 * @param writeBatchMax kept for clients; the engine writes what a page gave at once
 * @param writesInFlightMax kept for clients; the engine has one write on its way
 */
public record ProjectionConfig(
        boolean emits,
        boolean tracksEmitted,
        long checkpointAfterMillis,
        long checkpointHandled,
        long checkpointUnhandledBytes,
        long pendingEventsMax,
        long writeBatchMax,
        long writesInFlightMax) {
    private static final long HANDLED = 4_000;
    private static final long UNHANDLED_BYTES = 10_000_000;
    private static final long PENDING_EVENTS = 5_000;
    private static final long WRITE_BATCH = 500;

    /** What is usual. */
    public static ProjectionConfig usual(boolean emits, boolean tracksEmitted) {
        return new ProjectionConfig(
                emits, tracksEmitted, 0, HANDLED, UNHANDLED_BYTES, PENDING_EVENTS, WRITE_BATCH, 0);
    }

    ProjectionConfig withEmits(boolean emitsNow) {
        return new ProjectionConfig(
                emitsNow,
                tracksEmitted,
                checkpointAfterMillis,
                checkpointHandled,
                checkpointUnhandledBytes,
                pendingEventsMax,
                writeBatchMax,
                writesInFlightMax);
    }

    /** Answers whether so much asks for a checkpoint. */
    boolean isCheckpointDue(long handled, long unhandledBytes) {
        long handledMax = checkpointHandled > 0 ? checkpointHandled : HANDLED;
        long bytesMax = checkpointUnhandledBytes > 0 ? checkpointUnhandledBytes : UNHANDLED_BYTES;
        return handled >= handledMax || unhandledBytes >= bytesMax;
    }
}
