package dev.eventstore.launcher.settings;

/** Where the window was, in the coordinates of the screens. */
public record WindowPlace(double x, double y, double width, double height) {}
