package dev.eventstore.launcher.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Starts the program hidden when the user logs in. Possible for an installed program only, which
 * knows its own path. Blocks. Thread-safe.
 */
public final class Autostart {
    /** Set by the installed program: where its executable is. */
    public static final String PROGRAM_PROPERTY = "jpackage.app-path";

    private static final String LABEL = "dev.eventstore.launcher";
    private static final String RUN_KEY = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Run";
    private static final long TOOL_SECONDS = 5;

    private final OperatingSystem system;
    private final Map<String, String> environment;
    private final Path home;
    private final Optional<Path> program;
    private final String profile;

    /**
     * @param program the executable, empty if it is not installed
     */
    public Autostart(
            OperatingSystem system,
            Map<String, String> environment,
            Path home,
            Optional<Path> program,
            String profile) {
        this.system = system;
        this.environment = Map.copyOf(environment);
        this.home = home;
        this.program = program;
        this.profile = profile;
    }

    /** The executable of this process, if it is an installed program. */
    public static Optional<Path> installedProgram() {
        return Optional.ofNullable(System.getProperty(PROGRAM_PROPERTY)).map(Path::of);
    }

    /** Whether it can be switched on. */
    public boolean isPossible() {
        return program.isPresent();
    }

    /** Whether it is on. */
    public boolean isOn() {
        return system == OperatingSystem.WINDOWS
                ? run("reg", "query", RUN_KEY, "/v", entryName())
                : Files.exists(file());
    }

    /**
     * Switches it on or off.
     *
     * @throws IOException if the system does not let it
     */
    public void set(boolean on) throws IOException {
        if (system == OperatingSystem.WINDOWS) {
            setInRegistry(on);
        } else if (on) {
            Files.createDirectories(file().getParent());
            Files.writeString(file(), entry(program.orElseThrow()));
        } else {
            Files.deleteIfExists(file());
        }
    }

    private void setInRegistry(boolean on) throws IOException {
        boolean done =
                on
                        ? run(
                                "reg",
                                "add",
                                RUN_KEY,
                                "/v",
                                entryName(),
                                "/d",
                                "\"" + program.orElseThrow() + "\" " + String.join(" ", words()),
                                "/f")
                        : !isOn() || run("reg", "delete", RUN_KEY, "/v", entryName(), "/f");
        if (!done) {
            throw new IOException("The registry does not let it be changed");
        }
    }

    private Path file() {
        if (system == OperatingSystem.MAC) {
            return home.resolve("Library/LaunchAgents").resolve(entryName() + ".plist");
        }
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = config.isBlank() ? home.resolve(".config") : Path.of(config);
        return base.resolve("autostart").resolve(entryName() + ".desktop");
    }

    private String entryName() {
        return profile.equals(AppFolders.DEFAULT_PROFILE)
                ? LABEL
                : LABEL + "." + profile.toLowerCase(Locale.ROOT);
    }

    private List<String> words() {
        return profile.equals(AppFolders.DEFAULT_PROFILE)
                ? List.of("--hidden")
                : List.of("--hidden", "--profile", profile);
    }

    private String entry(Path executable) {
        return system == OperatingSystem.MAC ? agent(executable) : desktopEntry(executable);
    }

    private String desktopEntry(Path executable) {
        String escaped = executable.toString().replace("\\", "\\\\").replace("\"", "\\\"");
        return """
        [Desktop Entry]
        Type=Application
        Name=Event Store
        Exec="%s" %s
        X-GNOME-Autostart-enabled=true
        """
                .formatted(escaped.replace("%", "%%"), String.join(" ", words()));
    }

    private String agent(Path executable) {
        StringBuilder words = new StringBuilder();
        for (String word : words()) {
            words.append("    <string>").append(word).append("</string>\n");
        }
        String escaped = executable.toString().replace("&", "&amp;").replace("<", "&lt;");
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <plist version="1.0">
        <dict>
          <key>Label</key>
          <string>%s</string>
          <key>ProgramArguments</key>
          <array>
            <string>%s</string>
        %s  </array>
          <key>RunAtLoad</key>
          <true/>
        </dict>
        </plist>
        """
                .formatted(entryName(), escaped, words);
    }

    private static boolean run(String... command) {
        try {
            Process tool =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return tool.waitFor(TOOL_SECONDS, TimeUnit.SECONDS) && tool.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
