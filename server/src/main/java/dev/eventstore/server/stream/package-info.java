/**
 * Streams as clients know them, on top of the bare log: expected versions, idempotency, metadata
 * and what it hides, deletion and recreation, links.
 *
 * <p>{@link dev.eventstore.server.stream.StreamOperations} is the whole surface. What a client can
 * cause comes back as a value ({@link dev.eventstore.server.stream.AppendResult}, …), each front
 * end turns it into its own answer with one exhaustive switch. {@link
 * dev.eventstore.server.stream.Streams} does the work and asks nobody for permission; {@code
 * security} puts access control in front of it.
 */
@NullMarked
package dev.eventstore.server.stream;

import org.jspecify.annotations.NullMarked;
