/**
 * What writers send: request bodies of every media type, read into events by {@link
 * dev.eventstore.server.http.stream.body.WriteBody}. A body is read whole or refused with {@link
 * dev.eventstore.server.http.routing.BadRequest}; the reason is the one that version 5 gave where
 * it had one.
 */
@NullMarked
package dev.eventstore.server.http.stream.body;

import org.jspecify.annotations.NullMarked;
