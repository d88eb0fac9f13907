package dev.eventstore.launcher;

import dev.eventstore.launcher.cli.Start;
import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.instance.Instance;
import dev.eventstore.launcher.instance.InstanceClient;
import dev.eventstore.launcher.log.LogBuffer;
import dev.eventstore.launcher.log.LogCapture;
import dev.eventstore.launcher.node.SessionChoices;
import dev.eventstore.launcher.platform.AppFolders;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.launcher.settings.SettingsStore;
import java.io.FileDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import javafx.application.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The program with its window, from the first lock to the last. */
final class WindowedProgram {
    private static final Logger logger = LoggerFactory.getLogger(WindowedProgram.class);

    /** Set to true, a start that names no database uses a temporary one. */
    private static final String TEMPORARY = "eventstore.temporary";

    private WindowedProgram() {}

    /** Shows the window and returns; or hands over to the program that runs already. */
    static void run(Start start, Toolkit toolkit) {
        AppFolders folders = ProfileFolders.of(start.profile(), start.dataDir());
        try {
            folders.create();
            Optional<Instance> instance = Instance.claim(folders.runtime());
            if (instance.isEmpty()) {
                handOver(start, folders);
                return;
            }
            open(start, folders, instance.get(), toolkit);
        } catch (IOException unusable) {
            Main.print(
                    FileDescriptor.err,
                    "Event Store cannot keep its things where it should: " + unusable);
            System.exit(1);
        }
    }

    private static void handOver(Start start, AppFolders folders) {
        String request =
                start.database().orElse(DatabaseChoice.Passing.TEMPORARY)
                                instanceof DatabaseChoice.InFolder(Path folder)
                        ? Requests.open(folder)
                        : Requests.SHOW;
        InstanceClient.ask(folders.runtime(), request);
        Main.print(FileDescriptor.out, "Event Store runs already; its window is shown.");
        System.exit(0);
    }

    private static void open(Start start, AppFolders folders, Instance instance, Toolkit toolkit) {
        LogBuffer log = new LogBuffer();
        SettingsStore store =
                SettingsStore.in(
                        folders.config(),
                        LauncherSettings.initial(folders.data().resolve("default")));
        LogCapture.install(log, folders.logs(), store.settings().node().logLevel());
        Optional<DatabaseChoice> database = start.database();
        if (database.isEmpty() && Boolean.getBoolean(TEMPORARY)) {
            database = Optional.of(DatabaseChoice.Passing.TEMPORARY);
        }
        Desktop desktop =
                new Desktop(
                        folders,
                        start.profile().orElse(""),
                        store,
                        SessionChoices.of(start.nodeOptions(), database),
                        log,
                        InstantSource.system());
        Program program = new Program(desktop, instance, start.isHidden());
        program.beginNode();
        try {
            toolkit.await();
            Platform.runLater(program::begin);
        } catch (UnsupportedOperationException noDisplay) {
            logger.info(
                    "No window can be shown ({}); the node runs in the console",
                    noDisplay.getMessage());
            program.giveUp();
            System.exit(Console.run(start));
        }
    }
}
