package dev.eventstore.installers;

import java.util.Locale;

/** The system that packages are made for, which is the one that the build runs on. */
enum TargetSystem {
    LINUX("linux"),
    MAC("macos"),
    WINDOWS("windows");

    private final String word;

    TargetSystem(String word) {
        this.word = word;
    }

    static TargetSystem current() {
        return of(System.getProperty("os.name", ""));
    }

    /** Reads the name that Java gives to a system. */
    static TargetSystem of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("windows")) {
            return WINDOWS;
        }
        return lower.startsWith("mac") ? MAC : LINUX;
    }

    /** As it stands in the names of files. */
    String word() {
        return word;
    }
}
