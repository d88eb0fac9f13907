/**
 * The gRPC front end: the protocol of EventStoreDB from version 20 on, and of KurrentDB, on the
 * port of HTTP.
 *
 * <p>{@link dev.eventstore.server.grpc.GrpcFrontEnd} stands in front of the HTTP front end and
 * takes out the calls. The packages below hold one class for each service: it decodes the request,
 * calls what the node offers, and encodes what came of it.
 */
@NullMarked
package dev.eventstore.server.grpc;

import org.jspecify.annotations.NullMarked;
