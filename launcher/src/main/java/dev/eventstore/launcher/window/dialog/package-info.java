/** Questions and explanations in front of the window. */
@NullMarked
package dev.eventstore.launcher.window.dialog;

import org.jspecify.annotations.NullMarked;
