/**
 * KurrentDB's second protocol, as far as it appends: to several streams in one go. Its errors tell
 * their reason in the details of the status, not in trailers.
 */
@NullMarked
package dev.eventstore.server.grpc.v2;

import org.jspecify.annotations.NullMarked;
