package dev.eventstore.server.security;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.CheckedAppend;
import dev.eventstore.server.stream.CheckedAppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.MultiAppendResult;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamMetadata;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.stream.Streams;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The streams, and a count of what was done to those that security itself lives by: {@code
 * $settings} and the streams of accounts. What is remembered of such a stream is remembered with
 * the count taken <em>before</em> it was read; while the count is the same, it still holds.
 *
 * <p>It asks nobody for permission. Thread-safe.
 */
public final class WatchedStreams implements StreamOperations {
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

    /** What governs a stream, without a look at the stream itself. */
    StreamMetadata metadataInForce(StreamName stream) {
        return source.metadataInForce(stream);
    }

    /** A number that differs from what it was if something was done to a watched stream. */
    long changes(StreamName stream) {
        return counts.get(place(stream));
    }

    @Override
    public AppendResult append(Append append) {
        return streams.append(append);
    }

    @Override
    public CompletableFuture<AppendResult> appendLater(Append append) {
        return streams.appendLater(append);
    }

    @Override
    public MultiAppendResult appendToMany(List<Append> appends) {
        return streams.appendToMany(appends);
    }

    @Override
    public CheckedAppendResult appendChecked(CheckedAppend append) {
        return streams.appendChecked(append);
    }

    @Override
    public DeleteResult delete(Delete delete) {
        return streams.delete(delete);
    }

    @Override
    public ReadStreamResult readStream(ReadStream read) {
        return streams.readStream(read);
    }

    @Override
    public ReadEventResult readEvent(ReadEvent read) {
        return streams.readEvent(read);
    }

    @Override
    public ReadAllResult readAll(ReadAll read) {
        return streams.readAll(read);
    }

    @Override
    public MetadataResult metadata(StreamName stream) {
        return streams.metadata(stream);
    }

    @Override
    public Position head() {
        return streams.head();
    }

    @Override
    public Position awaitHeadAfter(Position seen, Duration patience) throws InterruptedException {
        return streams.awaitHeadAfter(seen, patience);
    }

    @Override
    public Position awaitAppendTo(StreamName stream, Position seen, Duration patience)
            throws InterruptedException {
        return streams.awaitAppendTo(stream, seen, patience);
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
