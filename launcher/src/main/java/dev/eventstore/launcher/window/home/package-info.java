/** The first page: what the node does, and the way into it. */
@NullMarked
package dev.eventstore.launcher.window.home;

import org.jspecify.annotations.NullMarked;
