/** The program's own log, as the window shows it: the newest lines in memory, the rest in files. */
@NullMarked
package dev.eventstore.launcher.log;

import org.jspecify.annotations.NullMarked;
