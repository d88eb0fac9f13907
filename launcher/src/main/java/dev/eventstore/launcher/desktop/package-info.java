/**
 * The program without its window. {@link dev.eventstore.launcher.desktop.Desktop} holds node,
 * settings, log and work; windows and tray show its {@link
 * dev.eventstore.launcher.desktop.Situation} and tell it what the user wants.
 */
@NullMarked
package dev.eventstore.launcher.desktop;

import org.jspecify.annotations.NullMarked;
