package dev.eventstore.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a start of the program asks for. */
public sealed interface Invocation {
    /**
     * A node.
     *
     * @param warnings sentences about options without effect
     */
    record Run(Settings settings, List<String> warnings) implements Invocation {
        public Run {
            warnings = List.copyOf(warnings);
        }
    }

    /** A text on standard output, nothing else. */
    record Print(String text) implements Invocation {}

    /** Something impossible, for these reasons. */
    record Refused(List<String> problems) implements Invocation {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** The configuration file that is read if no other is named; {@code null} on Windows. */
    static @Nullable Path defaultConfigFile() {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        return windows ? null : Path.of("/etc/eventstore/eventstore.conf");
    }

    /**
     * Reads all sources.
     *
     * @param defaultFile a configuration file that is read if it exists and no other is named
     */
    static Invocation of(
            List<String> arguments, Map<String, String> environment, @Nullable Path defaultFile) {
        Findings findings = new Findings();
        Choices choices = Choices.read(arguments, environment, defaultFile, findings);
        if (choices.flag("Help")) {
            return new Print(OptionTexts.help());
        }
        if (choices.flag("Version")) {
            return new Print(Version.current().sentence());
        }
        if (!findings.problems().isEmpty()) {
            return new Refused(findings.problems());
        }
        Settings settings = Settings.from(choices, findings);
        if (!findings.problems().isEmpty()) {
            return new Refused(findings.problems());
        }
        return choices.flag("WhatIf")
                ? new Print(OptionTexts.inForce(settings.options(), findings.warnings()))
                : new Run(settings, findings.warnings());
    }
}
