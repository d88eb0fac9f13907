/**
 * Streams over HTTP: the routes under {@code /streams}, with the checks, reasons and headers of
 * version 5.
 *
 * <p>{@link dev.eventstore.server.http.stream.StreamRoutes} lists them. A handler reads the request
 * ({@link dev.eventstore.server.http.stream.RequestHeaders}, {@link
 * dev.eventstore.server.http.stream.PathNumbers}), asks the caller's streams once, and turns the
 * result into a reply with one exhaustive switch. {@code http.stream.body} reads what writers send,
 * {@code http.stream.feed} writes what readers get, {@code http.stream.payload} knows JSON and XML.
 */
@NullMarked
package dev.eventstore.server.http.stream;

import org.jspecify.annotations.NullMarked;
