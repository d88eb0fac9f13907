package dev.eventstore.launcher.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The settings in force, and the file that keeps them. A file that cannot be read is put aside, and
 * the program goes on with initial settings and says so. Thread-safe.
 */
public final class SettingsStore {
    private static final Logger logger = LoggerFactory.getLogger(SettingsStore.class);

    private static final String FILE = "settings.json";

    private final Path file;
    private final Optional<String> notice;
    private LauncherSettings settings;

    private SettingsStore(Path file, LauncherSettings settings, Optional<String> notice) {
        this.file = file;
        this.settings = settings;
        this.notice = notice;
    }

    /**
     * Reads the settings of a folder.
     *
     * @param initial what holds where nothing was chosen
     */
    public static SettingsStore in(Path folder, LauncherSettings initial) {
        Path file = folder.resolve(FILE);
        try {
            return Files.exists(file)
                    ? new SettingsStore(
                            file,
                            SettingsJson.read(Files.readAllBytes(file), initial),
                            Optional.empty())
                    : new SettingsStore(file, initial, Optional.empty());
        } catch (IOException | IllegalArgumentException unreadable) {
            logger.warn("The settings in {} cannot be read: {}", file, unreadable.getMessage());
            return new SettingsStore(file, initial, Optional.of(putAside(file)));
        }
    }

    /** The settings in force. */
    public synchronized LauncherSettings settings() {
        return settings;
    }

    /** What the user should know about how the settings were read; empty if all is well. */
    public Optional<String> notice() {
        return notice;
    }

    /** Changes the settings and saves them. */
    public synchronized LauncherSettings change(UnaryOperator<LauncherSettings> change) {
        LauncherSettings changed = change.apply(settings);
        if (!changed.equals(settings)) {
            settings = changed;
            save();
        }
        return changed;
    }

    /** A file that was half written is never seen under its name. */
    private void save() {
        Path unfinished = file.resolveSibling(FILE + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.write(unfinished, SettingsJson.write(settings));
            Files.move(
                    unfinished,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failed) {
            logger.warn("The settings cannot be saved in {}: {}", file, failed.toString());
        }
    }

    private static String putAside(Path file) {
        Path aside = file.resolveSibling("settings.damaged.json");
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            return "The settings could not be read. They are kept in "
                    + aside
                    + "; you have the initial ones now.";
        } catch (IOException failed) {
            return "The settings in " + file + " could not be read; you have the initial ones now.";
        }
    }
}
