/** The log of the program. */
@NullMarked
package dev.eventstore.launcher.window.log;

import org.jspecify.annotations.NullMarked;
