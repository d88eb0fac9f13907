/**
 * The service Streams: what clients do with streams.
 *
 * <p>One class for each method: {@link dev.eventstore.server.grpc.streams.StreamsService} lists
 * them. What each event comes through is written by hand, to copy its bytes once: {@code
 * ProposedEvent} on the way in, {@link dev.eventstore.server.grpc.event.EventEncoder} on the way
 * out; all else is done with the generated messages.
 */
@NullMarked
package dev.eventstore.server.grpc.streams;

import org.jspecify.annotations.NullMarked;
