/** The database in use, those used before, and what can be done with them. */
@NullMarked
package dev.eventstore.launcher.window.database;

import org.jspecify.annotations.NullMarked;
