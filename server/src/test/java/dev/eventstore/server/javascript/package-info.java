/**
 * The JavaScript clients of the field, from npm, against running nodes. What they do is told by the
 * scenarios in {@code src/test/node}; here are the nodes that they talk to.
 */
@NullMarked
package dev.eventstore.server.javascript;

import org.jspecify.annotations.NullMarked;
