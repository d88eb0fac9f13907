/**
 * The icon in the tray and its menu. {@link dev.eventstore.launcher.tray.TrayMenu} says what is in
 * the menu, {@link dev.eventstore.launcher.tray.Tray} shows it through AWT, which has a thread of
 * its own; nobody here ever waits for JavaFX's, nor the other way round.
 */
@NullMarked
package dev.eventstore.launcher.tray;

import org.jspecify.annotations.NullMarked;
