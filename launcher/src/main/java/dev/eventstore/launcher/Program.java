package dev.eventstore.launcher;

import dev.eventstore.launcher.cli.Question;
import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.desktop.Status;
import dev.eventstore.launcher.instance.Instance;
import dev.eventstore.launcher.log.LogCapture;
import dev.eventstore.launcher.platform.Opener;
import dev.eventstore.launcher.platform.OperatingSystem;
import dev.eventstore.launcher.window.MainWindow;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.application.Platform;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running program: window, node, and what others ask of it. */
final class Program {
    private static final Logger logger = LoggerFactory.getLogger(Program.class);

    private final Desktop desktop;
    private final Instance instance;
    private final boolean isHidden;
    private final AtomicBoolean isOver = new AtomicBoolean();
    private volatile @Nullable MainWindow window;

    /**
     * Puts it together; nothing is shown yet.
     *
     * @param isHidden whether the window stays away at first
     */
    Program(Desktop desktop, Instance instance, boolean isHidden) {
        this.desktop = desktop;
        this.instance = instance;
        this.isHidden = isHidden;
    }

    /** Shows the window, then starts the node. On JavaFX's thread. */
    void begin() {
        Platform.setImplicitExit(false);
        Opener opener = new Opener(OperatingSystem.current(), System.getenv());
        Stage stage = new Stage();
        MainWindow made = new MainWindow(stage, desktop, opener, this::quit);
        window = made;
        stage.setOnCloseRequest(event -> {
            event.consume();
            made.actions().quit();
        });
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::end));
        if (!isHidden) {
            made.show();
        }
        answerOthers();
        if (desktop.situation().settings().habits().startsNode()) {
            var _ = desktop.startNode();
        }
    }

    /** Ends the program, from any thread; the node is stopped and its database closed. */
    void quit() {
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
