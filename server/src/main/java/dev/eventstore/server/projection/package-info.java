/**
 * Projections: what reads the log on and on and writes what follows from it. {@link
 * dev.eventstore.server.projection.Projections} is the door: it makes, starts, stops and deletes
 * projections, asks for the caller's rights, and remembers all of it in streams named as Event
 * Store 5 names them.
 *
 * <p>A running projection is a virtual thread that follows a subscription, hands each event to its
 * {@link dev.eventstore.server.projection.handler.Handler}, and appends what a page of events gave
 * to all streams in one go. Each emitted event carries the place of the event that it came from. A
 * checkpoint is written now and then, together with such a page; after a crash the projection reads
 * again from there, and what it finds already written, by the place in the newest event of each
 * stream, it does not write again. So everything is emitted exactly once. While others append a
 * lot, all runs give way: they lag, and catch up afterwards.
 */
@NullMarked
package dev.eventstore.server.projection;

import org.jspecify.annotations.NullMarked;
