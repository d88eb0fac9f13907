package dev.eventstore.launcher.platform;

import java.util.Locale;

/** The systems that are told apart. */
public enum OperatingSystem {
    LINUX,
    MAC,
    WINDOWS;

    /** The one this runs on; whatever is unknown is taken for a kind of Unix. */
    public static OperatingSystem current() {
        return named(System.getProperty("os.name", ""));
    }

    static OperatingSystem named(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case String windows when windows.startsWith("windows") -> WINDOWS;
            case String mac when mac.startsWith("mac") -> MAC;
            default -> LINUX;
        };
    }
}
