/** The service Monitoring: statistics as a stream. */
@NullMarked
package dev.eventstore.server.grpc.monitoring;

import org.jspecify.annotations.NullMarked;
