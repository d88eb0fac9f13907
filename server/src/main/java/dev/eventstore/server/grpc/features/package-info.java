/** The service ServerFeatures: what is there, and nothing else. */
@NullMarked
package dev.eventstore.server.grpc.features;

import org.jspecify.annotations.NullMarked;
