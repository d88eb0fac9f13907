package dev.eventstore.launcher;

import dev.eventstore.launcher.platform.OperatingSystem;

/** Whether a window can be shown at all. */
final class Display {
    private Display() {}

    static boolean isThere() {
        if ("Headless".equals(System.getProperty("glass.platform"))) {
            return true;
        }
        return switch (OperatingSystem.current()) {
            case WINDOWS, MAC -> true;
            // JavaFX draws through X11, also where Wayland is.
            case LINUX -> !System.getenv().getOrDefault("DISPLAY", "").isBlank();
        };
    }
}
