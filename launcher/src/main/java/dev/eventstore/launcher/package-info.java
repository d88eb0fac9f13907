/** The desktop program around a node. It sees the server through its entry point alone. */
@NullMarked
package dev.eventstore.launcher;

import org.jspecify.annotations.NullMarked;
