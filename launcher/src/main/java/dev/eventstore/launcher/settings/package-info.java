/** What the user has chosen, and the file that keeps it. Knows no window. */
@NullMarked
package dev.eventstore.launcher.settings;

import org.jspecify.annotations.NullMarked;
