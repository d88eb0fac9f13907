/** The service Operations: scavenging and stopping a node. */
@NullMarked
package dev.eventstore.server.grpc.operations;

import org.jspecify.annotations.NullMarked;
