/** The service Gossip, as clients use it. */
@NullMarked
package dev.eventstore.server.grpc.gossip;

import org.jspecify.annotations.NullMarked;
