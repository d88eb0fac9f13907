package dev.eventstore.launcher.database;

import dev.eventstore.server.node.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Temporary databases that were left in place when their nodes stopped. */
public final class TemporaryDatabases {
    /** How many are listed. */
    private static final int LISTED_MAX = 50;

    private TemporaryDatabases() {}

    /** The folders, the newest first. Reads the disk. */
    public static List<Path> list() {
        Path root = Databases.temporaryRoot();
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(root)) {
            return folders.filter(folder -> Databases.glance(folder).exists())
                    .sorted(Comparator.reverseOrder())
                    .limit(LISTED_MAX)
                    .toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
