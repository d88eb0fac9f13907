package dev.eventstore.launcher.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.job.JobState;
import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.settings.DatabaseChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.DialogPane;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is asked before something is done, and what the answers do. */
@NullUnmarked // TestFX sets its fields.
@ExtendWith(ApplicationExtension.class)
@Timeout(180)
class DialogTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir static Path shared;

    private final FxRobot robot = new FxRobot();
    private Path folder;
    private Stage stage;
    private DesktopFixture fixture;

    @Start
    void open(Stage made) throws IOException {
        folder = Files.createTempDirectory(shared, "dialogs");
        stage = made;
        fixture = new DesktopFixture(made, folder);
        fixture.window().show();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_reset_offers_a_backup_and_wants_its_word_typed() {
        start();
        desktop().databases().addSample().join();
        long before = running().node().figures().head();
        fixture.chosen().choose(folder);
        press("#to-database");

        press("#database-reset");
        answer("Back up first …");
        await().atMost(PATIENCE).until(() -> button("Remove all events").isPresent());
        assertThat(button("Remove all events").orElseThrow().isDisabled()).isTrue();
        type("reset");
        assertThat(button("Remove all events").orElseThrow().isDisabled()).isTrue();
        type("RESET");
        answer("Remove all events");

        await().atMost(PATIENCE)
                .until(() ->
                        desktop()
                                .situation()
                                .node()
                                .running()
                                .filter(node -> node.node().figures().head() < before)
                                .isPresent());
        assertThat(backups()).hasSize(1);
    }

    @Test
    void a_reset_that_is_not_confirmed_removes_nothing() {
        start();
        desktop().databases().addSample().join();
        RunningNode node = running();
        press("#to-database");

        press("#database-reset");
        answer("Without a backup");
        await().atMost(PATIENCE).until(() -> button("Remove all events").isPresent());
        answer("Cancel");

        await().atMost(PATIENCE).until(() -> dialog().isEmpty());
        assertThat(running().node()).isSameAs(node.node());
        assertThat(node.node().figures().head()).isGreaterThan(3_000);
    }

    @Test
    void a_folder_with_other_things_is_asked_about() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Files.writeString(photos.resolve("cat.jpg"), "meow");
        press("#to-database");

        fixture.chosen().choose(photos);
        press("#database-open");
        answer("Cancel");
        await().atMost(PATIENCE).until(() -> dialog().isEmpty());
        assertThat(desktop().situation().node()).isInstanceOf(NodeState.Stopped.class);

        fixture.chosen().choose(photos);
        press("#database-open");
        answer("Make one");
        await().atMost(PATIENCE)
                .until(() ->
                        desktop()
                                .situation()
                                .node()
                                .running()
                                .flatMap(RunningNode::folder)
                                .equals(Optional.of(photos)));
        assertThat(photos.resolve("cat.jpg")).hasContent("meow");
    }

    @Test
    void events_go_to_a_file_and_come_back_from_it() {
        start();
        desktop().databases().addSample().join();
        Path file = folder.resolve("events.ndjson");
        press("#to-database");

        fixture.chosen().choose(file);
        press("#database-export");
        untilJobIsDone("Exporting");
        long exported = countLines(file);
        assertThat(exported).isGreaterThan(3_000);

        desktop().openPassing(DatabaseChoice.Passing.TEMPORARY).join();
        fixture.chosen().choose(file);
        press("#database-import");
        untilJobIsDone("Importing");
        assertThat(running().node().figures().head()).isGreaterThanOrEqualTo(exported);
    }

    @Test
    void closing_the_window_is_explained_once_where_there_is_a_tray() {
        desktop().trayIs(true);
        closeWindow();
        answer("Hide the window");
        await().atMost(PATIENCE).until(() -> !stage.isShowing());
        assertThat(fixture.hasQuit()).isFalse();

        robot.interact(() -> fixture.window().show());
        closeWindow();
        await().atMost(PATIENCE).until(() -> !stage.isShowing());
        assertThat(dialog()).isEmpty();
    }

    @Test
    void the_explanation_lets_the_user_quit() {
        desktop().trayIs(true);
        closeWindow();
        answer("Quit now");
        await().atMost(PATIENCE).until(fixture::hasQuit);
    }

    @Test
    void the_explanation_lets_the_user_stay() {
        desktop().trayIs(true);
        closeWindow();
        answer("Cancel");
        await().atMost(PATIENCE).until(() -> dialog().isEmpty());
        assertThat(stage.isShowing()).isTrue();
        assertThat(fixture.hasQuit()).isFalse();
    }

    @Test
    void closing_the_window_ends_the_program_where_there_is_no_tray() {
        closeWindow();
        await().atMost(PATIENCE).until(fixture::hasQuit);
    }

    /** As the window manager does it; a question that follows must not hold the test up. */
    private void closeWindow() {
        Platform.runLater(
                () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    }

    private void start() {
        press("#start");
        await().atMost(PATIENCE).until(() -> desktop().situation().node().running().isPresent());
    }

    /** Whatever it asks, the test goes on. */
    private void press(String id) {
        await().atMost(PATIENCE)
                .until(() ->
                        robot.lookup(id)
                                .tryQueryAs(ButtonBase.class)
                                .filter(button -> !button.isDisabled())
                                .isPresent());
        Platform.runLater(robot.lookup(id).queryAs(ButtonBase.class)::fire);
    }

    private void answer(String label) {
        await().atMost(PATIENCE).until(() -> button(label).isPresent());
        Button found = button(label).orElseThrow();
        Platform.runLater(found::fire);
    }

    private void type(String text) {
        robot.interact(() ->
                ((TextField) dialog().orElseThrow().lookup("#typed-confirmation")).setText(text));
    }

    private static Optional<DialogPane> dialog() {
        return Window.getWindows().stream()
                .filter(Window::isShowing)
                .map(Window::getScene)
                .filter(Objects::nonNull)
                .map(Scene::getRoot)
                .filter(DialogPane.class::isInstance)
                .map(DialogPane.class::cast)
                .findFirst();
    }

    private static Optional<Button> button(String label) {
        return dialog().stream()
                .flatMap(pane -> pane.getButtonTypes().stream().map(pane::lookupButton))
                .map(Node.class::cast)
                .filter(Button.class::isInstance)
                .map(Button.class::cast)
                .filter(button -> button.getText().equals(label))
                .findFirst();
    }

    private void untilJobIsDone(String title) {
        await().atMost(PATIENCE)
                .until(() ->
                        desktop()
                                .situation()
                                .job()
                                .filter(job -> job.title().startsWith(title))
                                .filter(job -> job.stage() == JobState.Stage.DONE)
                                .isPresent());
    }

    private static long countLines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private List<Path> backups() {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> path.getFileName().toString().startsWith("eventstore-"))
                    .filter(path -> Files.exists(path.resolve("eventstore.mv")))
                    .toList();
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private RunningNode running() {
        return desktop().situation().node().running().orElseThrow();
    }

    private Desktop desktop() {
        return fixture.desktop();
    }
}
