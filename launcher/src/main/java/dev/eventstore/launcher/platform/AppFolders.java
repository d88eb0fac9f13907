package dev.eventstore.launcher.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the program keeps its things, by the customs of the system. Each profile has folders of its
 * own.
 *
 * @param config the settings
 * @param data databases that the program makes without being told where
 * @param logs log files
 * @param runtime what is of use only while the program runs
 */
public record AppFolders(Path config, Path data, Path logs, Path runtime) {
    /** The profile of a start that names none. */
    public static final String DEFAULT_PROFILE = "default";

    /** What a profile may be called: it becomes the name of a folder. */
    public static final String PROFILE_PATTERN = "[A-Za-z0-9][A-Za-z0-9_-]{0,31}";

    private static final String NAME = "EventStore";

    /** A path of a socket must be short on all systems. */
    private static final int SOCKET_PATH_MAX = 90;

    /**
     * The folders of a profile.
     *
     * @param environment decides on Linux and Windows
     * @param home the user's
     * @param dataDir one folder for everything, instead of the customs
     */
    public static AppFolders of(
            OperatingSystem system,
            Map<String, String> environment,
            Path home,
            String profile,
            Optional<Path> dataDir) {
        AppFolders base =
                dataDir.map(AppFolders::portable)
                        .orElseGet(() -> customary(system, environment, home));
        return profile.equals(DEFAULT_PROFILE) ? base : base.of(profile);
    }

    private static AppFolders portable(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        return new AppFolders(
                absolute,
                absolute.resolve("databases"),
                absolute.resolve("logs"),
                socketFolder(absolute.resolve("run")));
    }

    private static AppFolders customary(
            OperatingSystem system, Map<String, String> environment, Path home) {
        return switch (system) {
            case LINUX -> {
                Path config = xdg(environment, "XDG_CONFIG_HOME", home.resolve(".config"));
                Path data = xdg(environment, "XDG_DATA_HOME", home.resolve(".local/share"));
                Path state = xdg(environment, "XDG_STATE_HOME", home.resolve(".local/state"));
                Path runtime = xdg(environment, "XDG_RUNTIME_DIR", state);
                yield new AppFolders(
                        config.resolve("eventstore"),
                        data.resolve("eventstore/databases"),
                        state.resolve("eventstore/logs"),
                        socketFolder(runtime.resolve("eventstore")));
            }
            case MAC -> {
                Path library = home.resolve("Library");
                Path support = library.resolve("Application Support").resolve(NAME);
                yield new AppFolders(
                        support,
                        support.resolve("Databases"),
                        library.resolve("Logs").resolve(NAME),
                        socketFolder(support.resolve("run")));
            }
            case WINDOWS -> {
                Path roaming = path(environment, "APPDATA", home.resolve("AppData/Roaming"));
                Path local = path(environment, "LOCALAPPDATA", home.resolve("AppData/Local"));
                Path own = local.resolve(NAME);
                yield new AppFolders(
                        roaming.resolve(NAME),
                        own.resolve("Databases"),
                        own.resolve("Logs"),
                        socketFolder(own.resolve("run")));
            }
        };
    }

    /** Makes all of them. */
    public void create() throws IOException {
        for (Path folder : new Path[] {config, data, logs, runtime}) {
            Files.createDirectories(folder);
        }
    }

    private AppFolders of(String profile) {
        return new AppFolders(
                config.resolve("profiles").resolve(profile),
                data.resolve("profiles").resolve(profile),
                logs.resolve("profiles").resolve(profile),
                socketFolder(runtime.resolve(profile)));
    }

    /** A folder whose name is too long for a socket is replaced by a short one. */
    private static Path socketFolder(Path wanted) {
        if (wanted.toString().length() <= SOCKET_PATH_MAX) {
            return wanted;
        }
        String user = System.getProperty("user.name", "user");
        String mark = Integer.toHexString(wanted.toString().hashCode());
        return Path.of(System.getProperty("java.io.tmpdir"), "eventstore-" + user + "-" + mark);
    }

    /** The specification says that relative values count as unset. */
    private static Path xdg(Map<String, String> environment, String name, Path otherwise) {
        Path set = path(environment, name, otherwise);
        return set.isAbsolute() ? set : otherwise;
    }

    private static Path path(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() ? otherwise : Path.of(value);
    }
}
