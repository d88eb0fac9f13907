package dev.eventstore.server.grpc.streams;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;

/**
 * How much may be appended in one go.
 *
 * @param appendBytesMax all events together, 1 to {@link #APPEND_BYTES_MOST}
 * @param eventBytesMax a single event, 1 or more
 */
public record AppendLimits(int appendBytesMax, int eventBytesMax) {
    /** The highest limit that can be set, in bytes. */
    public static final int APPEND_BYTES_MOST = 16 * 1024 * 1024;

    /**
     * @throws IllegalArgumentException if a limit is out of range
     */
    public AppendLimits {
        if (appendBytesMax < 1 || appendBytesMax > APPEND_BYTES_MOST || eventBytesMax < 1) {
            throw new IllegalArgumentException(
                    "No such limits: " + appendBytesMax + ", " + eventBytesMax);
        }
    }

    /** Counts the events of one append. One thread at a time. */
    final class Tally {
        private long bytes;

        /**
         * @throws StatusException if this one is too much
         */
        void add(NewEvent event) throws StatusException {
            long size = ProposedEvent.size(event);
            if (size > eventBytesMax) {
                throw Refusals.eventTooLarge(event.id().toString(), size, eventBytesMax);
            }
            bytes += size;
            if (bytes > appendBytesMax) {
                throw Refusals.appendTooLarge(appendBytesMax);
            }
        }

        long bytes() {
            return bytes;
        }
    }
}
