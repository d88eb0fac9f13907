/**
 * The service Projections: {@link dev.eventstore.server.grpc.projections.Commanding} makes and
 * commands projections, {@link dev.eventstore.server.grpc.projections.Looking} tells how they
 * stand. Who may do what is up to {@link dev.eventstore.server.projection.Projections}; whoever
 * wants to look has to be logged in, as over HTTP.
 */
@NullMarked
package dev.eventstore.server.grpc.projections;

import org.jspecify.annotations.NullMarked;
