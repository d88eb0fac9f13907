/** Databases beside the one in use: temporary ones that were left, and a shop to try things on. */
@NullMarked
package dev.eventstore.launcher.database;

import org.jspecify.annotations.NullMarked;
