package dev.eventstore.launcher.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/** Which database the node is started on. */
public sealed interface DatabaseChoice {
    /**
     * The database at a place that somebody named or double-clicked: a folder, or a file of a
     * database, which stands for the folder that it is in.
     */
    static InFolder at(Path place) {
        Path folder = place.toAbsolutePath().normalize();
        Path parent = folder.getParent();
        return new InFolder(Files.isDirectory(folder) || parent == null ? folder : parent);
    }

    /** One that stays. */
    record InFolder(Path folder) implements DatabaseChoice {
        public InFolder {
            folder = folder.toAbsolutePath().normalize();
        }
    }

    /** Those that have no folder of their own choosing. */
    enum Passing implements DatabaseChoice {
        /** A new one among the system's temporary files. */
        TEMPORARY,
        /** One that is gone when the node stops. */
        IN_MEMORY
    }
}
