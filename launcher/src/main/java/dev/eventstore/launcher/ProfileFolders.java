package dev.eventstore.launcher;

import dev.eventstore.launcher.platform.AppFolders;
import dev.eventstore.launcher.platform.OperatingSystem;
import java.nio.file.Path;
import java.util.Optional;

/** Where a profile of this user keeps its things. */
final class ProfileFolders {
    /** One folder for everything, as {@code --data-dir} names it. */
    private static final String DATA_DIR = "EVENTSTORE_DESKTOP_DIR";

    private ProfileFolders() {}

    static AppFolders of(Optional<String> profile, Optional<Path> dataDir) {
        String set = System.getenv().getOrDefault(DATA_DIR, "");
        return AppFolders.of(
                OperatingSystem.current(),
                System.getenv(),
                Path.of(System.getProperty("user.home", ".")),
                profile.orElse(AppFolders.DEFAULT_PROFILE),
                dataDir.isPresent() || set.isBlank() ? dataDir : Optional.of(Path.of(set)));
    }
}
