package dev.eventstore.launcher.platform;

import java.awt.Desktop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens pages and folders in the programs that the user has for them. Java's own ways fail without
 * a word on desktops they do not know, so the tools of the system go first and their answers count.
 * Blocks; not for the thread of the window. Thread-safe.
 */
public final class Opener {
    private static final Logger logger = LoggerFactory.getLogger(Opener.class);

    /** How long a tool may take; one that goes on for longer has opened something. */
    private static final long TOOL_SECONDS = 5;

    /** What programs of others must not inherit. */
    private static final List<String> OURS = List.of("JAVA_TOOL_OPTIONS", "LD_LIBRARY_PATH");

    private final OperatingSystem system;
    private final Map<String, String> environment;

    public Opener(OperatingSystem system, Map<String, String> environment) {
        this.system = system;
        this.environment = Map.copyOf(environment);
    }

    /** Opens a page in the browser; answers whether that went well. */
    public boolean openPage(URI page) {
        return open(page.toString()) || browse(page);
    }

    /** Opens a folder in the file manager; answers whether that went well. */
    public boolean openFolder(Path folder) {
        return open(folder.toString());
    }

    private boolean open(String what) {
        return commands(what).stream().anyMatch(Opener::succeeds);
    }

    List<List<String>> commands(String what) {
        List<List<String>> commands = new ArrayList<>();
        switch (system) {
            case LINUX -> {
                String browser = environment.getOrDefault("BROWSER", "");
                if (what.startsWith("http") && !browser.isBlank()) {
                    commands.add(List.of(browser.split(":", 2)[0], what));
                }
                commands.add(List.of("xdg-open", what));
                commands.add(List.of("gio", "open", what));
            }
            case MAC -> commands.add(List.of("open", what));
            case WINDOWS ->
                    commands.add(
                            what.startsWith("http")
                                    ? List.of("rundll32", "url.dll,FileProtocolHandler", what)
                                    : List.of("explorer", what));
        }
        return commands;
    }

    private static boolean succeeds(List<String> command) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
            OURS.forEach(builder.environment()::remove);
            Process tool = builder.start();
            // Explorer says 1 although the folder is open.
            return !tool.waitFor(TOOL_SECONDS, TimeUnit.SECONDS)
                    || tool.exitValue() == 0
                    || command.getFirst().equals("explorer");
        } catch (IOException missing) {
            logger.debug("{} cannot be run: {}", command.getFirst(), missing.getMessage());
            return false;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean browse(URI page) {
        try {
            if (system == OperatingSystem.LINUX
                    || !Desktop.isDesktopSupported()
                    || !Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                return false;
            }
            Desktop.getDesktop().browse(page);
            return true;
        } catch (IOException | UnsupportedOperationException refused) {
            logger.debug("The desktop opens no pages: {}", refused.getMessage());
            return false;
        }
    }
}
