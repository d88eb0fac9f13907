package dev.eventstore.launcher.settings;

/** Which colours the window has. */
public enum ColourScheme {
    SYSTEM,
    LIGHT,
    DARK
}
