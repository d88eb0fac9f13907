/**
 * The window: its frame, its pages, and what the user does in them. Each page has a package of its
 * own, with a view and a model; the model knows no controls. All of it belongs to JavaFX's thread.
 */
@NullMarked
package dev.eventstore.launcher.window;

import org.jspecify.annotations.NullMarked;
