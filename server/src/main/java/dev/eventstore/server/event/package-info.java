/**
 * The words of the field, without behaviour: names, places and events, before and after they are
 * recorded.
 *
 * <p>A {@link StreamName stream} is a named sequence of events. An event has a {@link Revision} in
 * its stream and a {@link Position} among all events of the database. A {@link NewEvent} is what a
 * writer hands in, a {@link RecordedEvent} what the log holds, a {@link ResolvedEvent} what a
 * reader gets when links are followed. {@link ExpectedVersion} is what a writer believes about a
 * stream.
 *
 * <p>Everything here is immutable, safe for any thread, and depends on the JDK alone.
 */
@NullMarked
package dev.eventstore.server.event;

import org.jspecify.annotations.NullMarked;
