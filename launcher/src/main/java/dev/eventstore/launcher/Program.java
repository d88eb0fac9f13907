package dev.eventstore.launcher;

import dev.eventstore.launcher.cli.Question;
import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.desktop.Status;
import dev.eventstore.launcher.instance.Instance;
import dev.eventstore.launcher.log.LogCapture;
import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.platform.AppFolders;
import dev.eventstore.launcher.platform.Autostart;
import dev.eventstore.launcher.platform.MacRequests;
import dev.eventstore.launcher.platform.Opener;
import dev.eventstore.launcher.platform.OperatingSystem;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.tray.Tray;
import dev.eventstore.launcher.tray.TrayActions;
import dev.eventstore.launcher.window.MainWindow;
import dev.eventstore.launcher.window.dialog.SystemChoosers;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running program: window, tray, node, and what others ask of it. */
final class Program {
    private static final Logger logger = LoggerFactory.getLogger(Program.class);

    private final Desktop desktop;
    private final Instance instance;
    private final boolean isHidden;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile @Nullable MainWindow window;
    private volatile @Nullable Tray tray;

    /**
     * Puts it together; nothing is shown yet.
     *
     * @param isHidden whether the window stays away at first
     */
    Program(Desktop desktop, Instance instance, boolean isHidden) {
        this.desktop = desktop;
        this.instance = instance;
        this.isHidden = isHidden || desktop.situation().settings().habits().startsHidden();
    }

    /** Starts the node, if that is wanted; the toolkit of the window wakes up meanwhile. */
    void beginNode() {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::end));
        if (desktop.situation().settings().habits().startsNode()) {
            var _ = desktop.startNode();
        }
    }

    /** Shows the window. On JavaFX's thread. */
    void begin() {
        Stage stage = new Stage();
        MainWindow made = makeWindow(stage);
        window = made;
        if (!isHidden) {
            made.show();
            logger.debug("The window is shown");
        }
        answerOthers();
        beginTray(made);
        MacRequests.answer(
                this::askToQuit, place -> openDatabase(DatabaseChoice.at(place).folder()));
    }

    /** As the menu does it: who has clients is asked first. */
    private void askToQuit() {
        MainWindow shown = window;
        if (shown != null) {
            Platform.runLater(shown.actions()::quit);
        }
    }

    private MainWindow makeWindow(Stage stage) {
        OperatingSystem system = OperatingSystem.current();
        String profile = desktop.situation().profile();
        return new MainWindow(
                stage,
                desktop,
                new Opener(system, System.getenv()),
                new SystemChoosers(stage),
                new Autostart(
                        system,
                        System.getenv(),
                        Path.of(System.getProperty("user.home", ".")),
                        Autostart.installedProgram(),
                        profile.isEmpty() ? AppFolders.DEFAULT_PROFILE : profile),
                this::quit);
    }

    private void beginTray(MainWindow made) {
        TrayActions actions =
                new TrayActions(
                        () -> Platform.runLater(made::show),
                        () -> Platform.runLater(made.actions()::openAdmin),
                        made.actions()::start,
                        made.actions()::stop,
                        made.actions()::restart,
                        folder -> Platform.runLater(() -> made.databases().open(folder)),
                        made.databases()::temporary,
                        () -> Platform.runLater(made.actions()::copyAddress),
                        () -> Platform.runLater(made::showSettings),
                        () -> Platform.runLater(made.actions()::quit));
        Tray icon = new Tray(desktop, actions, made::isDark);
        tray = icon;
        // The window first: AWT takes a while to wake up.
        Thread.ofVirtual()
                .name("tray")
                .start(() -> {
                    icon.begin();
                    if (isHidden) {
                        showUnlessTray(made);
                    }
                });
        desktop.onState(state -> notifyOfFailure(state, made));
        // It may have failed before there was anybody to tell.
        notifyOfFailure(desktop.situation().node(), made);
        desktop.onWarning(warning -> notifyUnseen("Event Store", warning, made));
    }

    /** A window that is hidden and an icon that never comes would leave nothing to click on. */
    private void showUnlessTray(MainWindow made) {
        Tray.whenSettled(() -> {
            if (!desktop.situation().hasTray()) {
                Platform.runLater(made::show);
            }
        });
    }

    private void notifyOfFailure(NodeState state, MainWindow made) {
        if (state instanceof NodeState.Failed(var problem)) {
            notifyUnseen(problem.title(), problem.why(), made);
        }
    }

    /** What a window would show comes as a message of the system when there is no window. */
    private void notifyUnseen(String title, String text, MainWindow made) {
        Tray there = tray;
        if (there != null
                && !made.isShowing()
                && desktop.situation().settings().habits().notifies()) {
            there.notify(title, text);
        }
    }

    /** Ends the program, from any thread; the node is stopped and its database closed. */
    void quit() {
        MainWindow shown = window;
        if (shown != null && Platform.isFxApplicationThread()) {
            shown.rememberPlace();
        }
        Thread.ofPlatform()
                .name("quit")
                .start(() -> {
                    end();
                    Platform.exit();
                    // Threads of AWT and of JavaFX must not keep the process.
                    System.exit(0);
                });
    }

    /** Releases what is held although there is no window. */
    void giveUp() {
        end();
    }

    private void end() {
        if (!isOver.compareAndSet(false, true)) {
            return;
        }
        Tray there = tray;
        if (there != null) {
            there.end();
        }
        desktop.close();
        try {
            instance.close();
        } catch (IOException lost) {
            logger.debug("The lock was not released in good order", lost);
        }
        LogCapture.close();
    }

    private void answerOthers() {
        try {
            instance.serve(this::answer);
        } catch (IOException unusable) {
            logger.warn("A second start will not find this one: {}", unusable.getMessage());
        }
    }

    private String answer(String request) {
        Optional<Question> question = Question.of(request);
        if (question.isPresent()) {
            return answer(question.get());
        }
        Requests.database(request).ifPresent(this::openDatabase);
        MainWindow shown = window;
        if (shown != null) {
            Platform.runLater(shown::show);
        }
        return "Shown.";
    }

    private void openDatabase(Path folder) {
        var _ = desktop.open(folder);
    }

    private String answer(Question question) {
        return switch (question) {
            case STATUS -> Status.of(desktop.situation());
            case START -> {
                desktop.startNode().join();
                yield Status.of(desktop.situation());
            }
            case STOP -> {
                desktop.stopNode().join();
                yield Status.of(desktop.situation());
            }
            case QUIT -> {
                quit();
                yield "Quitting.";
            }
        };
    }
}
