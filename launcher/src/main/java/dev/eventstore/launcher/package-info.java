/**
 * The desktop program around a node. {@link dev.eventstore.launcher.Main} reads the command line
 * and decides: the window, the console node, or a question to the program that runs already.
 *
 * <p>Of the server it sees the node, its options, and the words for events.
 */
@NullMarked
package dev.eventstore.launcher;

import org.jspecify.annotations.NullMarked;
