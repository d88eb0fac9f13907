/** What a real v5 node was seen to answer, asked again of ours. */
@NullMarked
package dev.eventstore.server.conformance;

import org.jspecify.annotations.NullMarked;
