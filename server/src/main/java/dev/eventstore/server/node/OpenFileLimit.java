package dev.eventstore.server.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many files, connections among them, the system lets this process have open. */
final class OpenFileLimit {
    /** Fewer than this are worth a warning. */
    static final long RECOMMENDED = 30_000;

    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final Pattern LINE = Pattern.compile("Max open files\\s+(\\d+)\\s.*");

    private OpenFileLimit() {}

    /** The limit; empty if there is none or the system does not tell. */
    static OptionalLong read() {
        try {
            return Files.isReadable(LIMITS)
                    ? parse(Files.readAllLines(LIMITS))
                    : OptionalLong.empty();
        } catch (IOException untold) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong parse(List<String> limits) {
        return limits.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .mapToLong(line -> Long.parseLong(line.group(1)))
                .findFirst();
    }
}
