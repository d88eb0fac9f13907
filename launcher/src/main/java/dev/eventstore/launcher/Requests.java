package dev.eventstore.launcher;

import java.nio.file.Path;
import java.util.Optional;

/** What a later start wants of the program that runs already. */
final class Requests {
    static final String SHOW = "show";

    private static final String OPEN = "open ";

    private Requests() {}

    static String open(Path database) {
        return OPEN + database;
    }

    static Optional<Path> database(String request) {
        return request.startsWith(OPEN)
                ? Optional.of(Path.of(request.substring(OPEN.length())))
                : Optional.empty();
    }
}
