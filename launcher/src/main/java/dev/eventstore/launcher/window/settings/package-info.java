/** What the user can choose, and what this program is. */
@NullMarked
package dev.eventstore.launcher.window.settings;

import org.jspecify.annotations.NullMarked;
