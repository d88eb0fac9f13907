/**
 * The append-only log of all events, and nothing else: no expected versions, no metadata, no users.
 *
 * <p>{@link dev.eventstore.server.eventlog.EventLog} is the door. Who wants to change something
 * submits a {@link dev.eventstore.server.eventlog.Change}; one thread, {@code log-writer}, lets
 * each decide and append through its {@link dev.eventstore.server.eventlog.LogTransaction}, commits
 * a whole batch with one sync to disk, and only then answers. Who wants to read takes a {@link
 * dev.eventstore.server.eventlog.LogSnapshot}, which never changes and never waits.
 *
 * <p>Invariants: only {@code log-writer} changes the database; positions are dense and start at 1;
 * a record never changes; an answered change survives {@code kill -9}; the index covers all
 * positions below its mark, the rest is read again at opening; a page with a wrong checksum is
 * never served.
 */
@NullMarked
package dev.eventstore.server.eventlog;

import org.jspecify.annotations.NullMarked;
