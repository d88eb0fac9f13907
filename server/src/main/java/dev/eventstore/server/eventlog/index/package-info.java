/**
 * Where the events of a stream are: (stream, revision) → position.
 *
 * <p>New entries go to a table in memory ({@link
 * dev.eventstore.server.eventlog.index.RecentEntries}). When it is full it is frozen and written in
 * one go, sorted, as an immutable {@link dev.eventstore.server.eventlog.index.IndexRun}; runs of
 * like size are merged into one of the next tier. So an entry is rewritten a few times in its life,
 * however many streams there are, and appending never waits for the index. {@link
 * dev.eventstore.server.eventlog.index.IndexView} is one consistent state of all that, as readers
 * hold it.
 *
 * <p>A stream is named by a 64-bit key here. Who asks must check the name in the record: {@link
 * dev.eventstore.server.eventlog.index.StreamKeys} gives the next key to try when two names
 * collide.
 */
@NullMarked
package dev.eventstore.server.eventlog.index;

import org.jspecify.annotations.NullMarked;
