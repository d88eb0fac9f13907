package dev.eventstore.launcher.settings;

import java.nio.file.Path;

/** Which database the node is started on. */
public sealed interface DatabaseChoice {
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
