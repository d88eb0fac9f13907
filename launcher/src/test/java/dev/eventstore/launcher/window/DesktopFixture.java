package dev.eventstore.launcher.window;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.log.LogBuffer;
import dev.eventstore.launcher.log.LogCapture;
import dev.eventstore.launcher.node.SessionChoices;
import dev.eventstore.launcher.platform.AppFolders;
import dev.eventstore.launcher.platform.Autostart;
import dev.eventstore.launcher.platform.Opener;
import dev.eventstore.launcher.platform.OperatingSystem;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.launcher.settings.SettingsStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.stage.Stage;

/** A window with everything behind it, in a folder of its own and on free ports. */
final class DesktopFixture implements AutoCloseable {
    /** For pictures only, which look better with the usual port. */
    private static final int PORT = Integer.getInteger("pictures.port", 0);

    private final Desktop desktop;
    private final MainWindow window;
    private final ChosenPaths chosen = new ChosenPaths();
    private final AtomicBoolean hasQuit = new AtomicBoolean();

    /** On JavaFX's thread. */
    DesktopFixture(Stage stage, Path folder) throws IOException {
        AppFolders folders =
                AppFolders.of(
                        OperatingSystem.LINUX,
                        Map.of(),
                        folder,
                        AppFolders.DEFAULT_PROFILE,
                        Optional.of(folder));
        folders.create();
        LogBuffer log = new LogBuffer();
        LogCapture.install(log, folders.logs(), "Info");
        LauncherSettings initial = LauncherSettings.initial(folders.data().resolve("default"));
        SettingsStore store =
                SettingsStore.in(
                        folders.config(),
                        initial.with(initial.node().withPorts(PORT, PORT == 0 ? 0 : 1113)));
        desktop =
                new Desktop(
                        folders,
                        "",
                        store,
                        SessionChoices.of(List.of(), Optional.<DatabaseChoice>empty()),
                        log,
                        InstantSource.system());
        window =
                new MainWindow(
                        stage,
                        desktop,
                        new Opener(OperatingSystem.LINUX, Map.of()),
                        chosen,
                        new Autostart(
                                OperatingSystem.LINUX,
                                Map.of(),
                                folder,
                                Optional.empty(),
                                AppFolders.DEFAULT_PROFILE),
                        () -> hasQuit.set(true));
    }

    Desktop desktop() {
        return desktop;
    }

    MainWindow window() {
        return window;
    }

    /** Who chooses files and folders. */
    ChosenPaths chosen() {
        return chosen;
    }

    boolean hasQuit() {
        return hasQuit.get();
    }

    @Override
    public void close() {
        desktop.close();
    }
}
