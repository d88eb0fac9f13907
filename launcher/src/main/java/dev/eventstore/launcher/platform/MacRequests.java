package dev.eventstore.launcher.platform;

import java.awt.Desktop;
import java.awt.EventQueue;
import java.io.File;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What macOS asks of a program that runs: to quit, and to open what was double-clicked. */
public final class MacRequests {
    private static final Logger logger = LoggerFactory.getLogger(MacRequests.class);

    private MacRequests() {}

    /**
     * Answers such requests from now on; does nothing on other systems. Both are called on a thread
     * of AWT.
     *
     * @param quit asks the user what must be asked, then ends the program
     * @param open opens the database at a place, which may be a file of it
     */
    public static void answer(Runnable quit, Consumer<Path> open) {
        if (OperatingSystem.current() != OperatingSystem.MAC) {
            return;
        }
        // AWT wakes up after JavaFX; waiting for it here would stop both.
        EventQueue.invokeLater(() -> install(quit, open));
    }

    private static void install(Runnable quit, Consumer<Path> open) {
        if (!Desktop.isDesktopSupported()) {
            logger.debug("This desktop passes no requests on");
            return;
        }
        Desktop desktop = Desktop.getDesktop();
        if (desktop.isSupported(Desktop.Action.APP_QUIT_HANDLER)) {
            desktop.setQuitHandler((_, response) -> {
                response.cancelQuit();
                quit.run();
            });
        }
        if (desktop.isSupported(Desktop.Action.APP_OPEN_FILE)) {
            desktop.setOpenFileHandler(
                    event -> event.getFiles().stream().limit(1).map(File::toPath).forEach(open));
        }
    }
}
