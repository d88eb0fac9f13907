package dev.eventstore.launcher.window.database;

import dev.eventstore.server.node.Databases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Folders that the user may want a database in. */
final class DatabaseFolders {
    private DatabaseFolders() {}

    /** Whether a folder has a database, or nothing, or is not there. */
    static boolean isSafe(Path folder) {
        if (!Files.isDirectory(folder) || Databases.glance(folder).exists()) {
            return true;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** A folder that is not empty gets one inside for the database. */
    static Path unused(Path folder) {
        if (!Files.isDirectory(folder)) {
            return folder;
        }
        try (Stream<Path> content = Files.list(folder)) {
            return content.findAny().isEmpty() ? folder : folder.resolve("eventstore");
        } catch (IOException unreadable) {
            return folder;
        }
    }
}
