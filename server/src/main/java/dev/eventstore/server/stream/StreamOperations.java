package dev.eventstore.server.stream;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Everything a client can do with streams. All methods block until the answer is there, an append
 * until it is on disk; they are meant for virtual threads and safe for any number of them.
 *
 * <p>They throw {@link dev.eventstore.server.eventlog.LogClosedException} once the node stops and
 * {@link dev.eventstore.server.eventlog.LogCorruptedException} if the database turns out damaged;
 * everything that a client can cause is a result.
 */
public interface StreamOperations {
    /** Appends all events to one stream, or none. */
    AppendResult append(Append append);

    /**
     * Appends as {@link #append} does, without waiting for it. Of one thread, appends are decided
     * in the order of these calls.
     *
     * @return completes on the log's writer thread once the append is on disk, so that what depends
     *     on it must be quick and not wait; or with what {@code append} throws
     */
    CompletableFuture<AppendResult> appendLater(Append append);

    /**
     * Appends to several streams in one go: every part or none.
     *
     * @param appends one or more parts, each naming another stream
     */
    MultiAppendResult appendToMany(List<Append> appends);

    /**
     * Appends events to several streams in the order in which they are given, if all conditions
     * hold: everything or nothing.
     */
    CheckedAppendResult appendChecked(CheckedAppend append);

    /** Deletes a stream softly (it can come back) or for good. */
    DeleteResult delete(Delete delete);

    /** Reads a page of one stream. */
    ReadStreamResult readStream(ReadStream read);

    /** Reads one event of a stream. */
    ReadEventResult readEvent(ReadEvent read);

    /** Reads a page of everything, in the order in which it was written. */
    ReadAllResult readAll(ReadAll read);

    /** Reads what governs a stream: the metadata that is in force, also for deleted streams. */
    MetadataResult metadata(StreamName stream);

    /**
     * The position of the newest event, {@link Position#START} in an empty database. All that lies
     * at or before it is readable.
     */
    Position head();

    /**
     * Waits until something lies behind a position.
     *
     * @param seen the newest position that the caller knows
     * @param patience how long to wait at most
     * @return the head then, which is {@code seen} or less if the time ran out
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Position awaitHeadAfter(Position seen, Duration patience) throws InterruptedException;

    /**
     * Waits until something is appended to a stream, or to what governs it: its metadata, the
     * default access rules. Who waits here is not woken by what happens to other streams. Returns
     * at once if anything at all lies behind the position already.
     *
     * @param seen the head as it was before the stream was read
     * @param patience how long to wait at most
     * @return the head then, which is {@code seen} or less if the time ran out
     * @throws InterruptedException if the waiting thread is interrupted
     */
    Position awaitAppendTo(StreamName stream, Position seen, Duration patience)
            throws InterruptedException;
}
