/**
 * Projections over HTTP, with the routes, documents and status codes of Event Store 5. {@link
 * dev.eventstore.server.http.projection.ProjectionRoutes} has the routes; without projections a
 * node has none of them.
 */
@NullMarked
package dev.eventstore.server.http.projection;

import org.jspecify.annotations.NullMarked;
