package dev.eventstore.server.config;

import java.nio.file.Path;

/** Where the database lives. */
public sealed interface DatabasePlace {
    /** In this folder. */
    record InFolder(Path folder) implements DatabasePlace {}

    /** In a new folder among the system's temporary files, left in place when the node stops. */
    record Temporary() implements DatabasePlace {}

    /** In the folder of a temporary database that was there before, which stays a temporary one. */
    record TemporaryAgain(Path folder) implements DatabasePlace {}

    /** Nowhere on disk: gone when the node stops. */
    record InMemory() implements DatabasePlace {}
}
