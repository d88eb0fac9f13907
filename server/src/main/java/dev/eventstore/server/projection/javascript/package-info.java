/**
 * Projections in JavaScript, in the language that Event Store 5 defined for them. {@link
 * dev.eventstore.server.projection.javascript.JavaScriptHandler} runs one definition in a context
 * of its own, interpreted, which sees no file, no thread, no network and no Java: texts go in and
 * texts come out. What a definition calls is in {@code prelude.js}.
 */
@NullMarked
package dev.eventstore.server.projection.javascript;

import org.jspecify.annotations.NullMarked;
