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
        String system = name.toLowerCase(Locale.ROOT);
        if (system.startsWith("windows")) {
            return WINDOWS;
        }
        return system.startsWith("mac") ? MAC : LINUX;
    }
}
