package dev.eventstore.server;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where the sources are that a test runs in, whichever folder it was started from. */
public final class Repository {
    private Repository() {}

    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ARCHITECTURE.md"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Not inside the repository");
        }
        return folder;
    }
}
