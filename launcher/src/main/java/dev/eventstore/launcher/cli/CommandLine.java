package dev.eventstore.launcher.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the words of a command line ask for. */
public sealed interface CommandLine {
    /** The program. */
    record Run(Start start) implements CommandLine {}

    /** Something of the program that runs already. */
    record Ask(Question question, Optional<String> profile, Optional<Path> dataDir)
            implements CommandLine {}

    /** A text and nothing else. */
    record Print(String text) implements CommandLine {}

    /** Something impossible, for these reasons. */
    record Refused(List<String> problems) implements CommandLine {
        public Refused {
            problems = List.copyOf(problems);
        }
    }

    /** Reads a command line. */
    static CommandLine of(List<String> words) {
        return new Words(words).read();
    }
}
