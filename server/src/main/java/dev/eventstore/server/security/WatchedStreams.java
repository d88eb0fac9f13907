package dev.eventstore.server.security;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.ForwardingStreams;
import dev.eventstore.server.stream.StreamMetadata;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.stream.Streams;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The streams, and a count of what was done to those that security itself lives by: {@code
 * $settings} and the streams of accounts. What is remembered of such a stream is remembered with
 * the count taken <em>before</em> it was read; while the count is the same, it still holds.
 *
 * <p>It asks nobody for permission. Thread-safe.
 */
public final class WatchedStreams extends ForwardingStreams {
    /** Accounts share counts; an unneeded look at one is all that comes of it. */
    private static final int COUNTS = 1_024;

    private final StreamOperations streams;
    private final Streams source;
    private final AtomicLongArray counts = new AtomicLongArray(COUNTS);

    /**
     * @param streams does the work, and tells of it
     */
    public WatchedStreams(Streams streams) {
        this(streams, streams);
    }

    /**
     * @param streams does the work
     * @param source tells of what was appended
     */
    public WatchedStreams(StreamOperations streams, Streams source) {
        this.streams = streams;
        this.source = source;
        source.onAppend(this::count);
    }

    @Override
    protected StreamOperations streams() {
        return streams;
    }

    /** What governs a stream, without a look at the stream itself. */
    StreamMetadata metadataInForce(StreamName stream) {
        return source.metadataInForce(stream);
    }

    /** A number that differs from what it was if something was done to a watched stream. */
    long changes(StreamName stream) {
        return counts.get(place(stream));
    }

    /** Counts before anybody knows of the change, so that who knows of it finds it in force. */
    private void count(StreamName stream) {
        if (!stream.isSystem()) {
            return;
        }
        StreamName changed = stream.isMetastream() ? stream.original() : stream;
        if (changed.equals(SystemStreams.SETTINGS) || AccountStreams.isAccount(changed)) {
            counts.incrementAndGet(place(changed));
        }
    }

    private static int place(StreamName stream) {
        return Math.floorMod(stream.hashCode(), COUNTS);
    }
}
