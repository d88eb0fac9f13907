/**
 * Events as they go over the wire, their ids, and which of them are wanted: what the services that
 * hand out events share.
 *
 * <p>{@link dev.eventstore.server.grpc.event.EventEncoder} writes them by hand, to copy their bytes
 * once.
 */
@NullMarked
package dev.eventstore.server.grpc.event;

import org.jspecify.annotations.NullMarked;
