package dev.eventstore.launcher.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.job.JobState;
import dev.eventstore.launcher.node.NodeController;
import dev.eventstore.launcher.node.RunningNode;
import dev.eventstore.launcher.settings.ColourScheme;
import dev.eventstore.launcher.settings.DatabaseChoice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@NullUnmarked // TestFX sets its fields.
@ExtendWith(ApplicationExtension.class)
@Timeout(180)
class WindowTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir static Path shared;

    private final FxRobot robot = new FxRobot();
    private Path folder;
    private DesktopFixture fixture;

    @Start
    void open(Stage stage) throws IOException {
        folder = Files.createTempDirectory(shared, "desktop");
        fixture = new DesktopFixture(stage, folder);
        fixture.window().show();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void a_window_without_a_place_begins_in_the_middle_of_the_screen() {
        Window window = button("#open-admin").getScene().getWindow();
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        assertThat(window.getX() - screen.getMinX())
                .isCloseTo(screen.getMaxX() - window.getX() - window.getWidth(), within(1.0));
        assertThat(window.getY() - screen.getMinY())
                .isCloseTo(screen.getMaxY() - window.getY() - window.getHeight(), within(1.0));
        assertThat(window.getY()).isPositive();
    }

    @Test
    void the_node_is_started_and_stopped_with_buttons() {
        assertThat(text("#state")).isEqualTo("Stopped");
        assertThat(button("#open-admin").isDisabled()).isTrue();

        press("#start");
        untilStateIs("Running");
        assertThat(button("#open-admin").isDisabled()).isFalse();
        assertThat(text("#http")).startsWith("http://127.0.0.1:");

        press("#stop");
        untilStateIs("Stopped");
        assertThat(button("#start").isVisible()).isTrue();
    }

    @Test
    void a_small_window_shows_all_of_the_state_and_its_buttons() {
        press("#start");
        untilStateIs("Running");
        Window window = button("#open-admin").getScene().getWindow();
        for (double width : new double[] {860, 1400, 860}) {
            Platform.runLater(() -> window.setWidth(width));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> {
                        assertThat(window.getScene().getWidth()).isCloseTo(width, within(40.0));
                        for (String id : List.of("#state", "#restart", "#open-admin")) {
                            Labeled shown = robot.lookup(id).queryAs(Labeled.class);
                            assertThat(shown.getWidth())
                                    .as(id)
                                    .isGreaterThanOrEqualTo(Math.floor(shown.prefWidth(-1)));
                        }
                    });
        }
    }

    @Test
    void the_keyboard_starts_restarts_and_stops_the_node() {
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        untilStateIs("Running");
        RunningNode before = running();
        robot.press(KeyCode.CONTROL, KeyCode.R).release(KeyCode.R, KeyCode.CONTROL);
        await().atMost(PATIENCE)
                .until(() ->
                        desktop()
                                .situation()
                                .node()
                                .running()
                                .filter(now -> now.node() != before.node())
                                .isPresent());
        robot.press(KeyCode.CONTROL, KeyCode.S).release(KeyCode.S, KeyCode.CONTROL);
        untilStateIs("Stopped");
    }

    @Test
    void a_taken_port_is_explained_and_the_next_one_offered() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            desktop().choose(desktop().situation().choices().withPorts(port, 0));

            press("#start");
            untilStateIs("Failed");
            assertThat(text("#trouble")).isEqualTo("Port " + port + " is taken");
            assertThat(text("#trouble-why")).contains("Another program");

            press("#port-once");
            untilStateIs("Running");
            assertThat(running().address().getPort()).isNotEqualTo(port);
            assertThat(desktop().situation().settings().node().httpPort()).isEqualTo(port);
        }
    }

    @Test
    void beside_another_node_one_answer_finds_both_ports() {
        NodeController service = new NodeController(InstantSource.system());
        try {
            RunningNode other =
                    service.start(() -> List.of("--http-port=0", "--tcp-port=0", "--mem-db"))
                            .join()
                            .running()
                            .orElseThrow();
            int http = other.address().getPort();
            int tcp = other.node().tcpPort().orElseThrow();
            desktop().choose(desktop().situation().choices().withPorts(http, tcp));

            press("#start");
            untilStateIs("Failed");
            assertThat(text("#trouble-why")).startsWith("Another Event Store node listens there");
            assertThat(text("#port-once")).startsWith("Use ports ").contains(" and ");
            assertThat(button("#open-other").isVisible()).isTrue();

            press("#port-once");
            untilStateIs("Running");
            assertThat(running().address().getPort()).isNotEqualTo(http);
            assertThat(running().node().tcpPort().orElseThrow()).isNotEqualTo(tcp);
            assertThat(service.state().running()).isPresent();
        } finally {
            service.close();
        }
    }

    @Test
    void a_database_that_is_none_is_explained() throws IOException {
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("eventstore.mv"), "something else");
        desktop()
                .choose(
                        desktop()
                                .situation()
                                .choices()
                                .withDatabase(new DatabaseChoice.InFolder(foreign)));
        press("#start");
        untilStateIs("Failed");
        assertThat(text("#trouble")).isEqualTo("This is no database of Event Store");
        assertThat(Files.readString(foreign.resolve("eventstore.mv"))).isEqualTo("something else");
    }

    @Test
    void a_temporary_database_has_a_badge_and_can_be_kept() {
        press("#temporary");
        untilStateIs("Running");
        await().atMost(PATIENCE).until(() -> button("#keep").isVisible());
        assertThat(text("#badge")).isEqualTo("TEMPORARY");
        Path before = running().folder().orElseThrow();
        RunningNode node = running();

        Path kept = folder.resolve("kept");
        assertThat(desktop().databases().keep(kept).join().stage()).isEqualTo(JobState.Stage.DONE);

        await().atMost(PATIENCE).until(() -> !robot.lookup("#badge").query().isVisible());
        assertThat(text("#database-location")).isEqualTo(kept.toString());
        assertThat(running().node()).isSameAs(node.node());
        assertThat(before).doesNotExist();
        assertThat(desktop().situation().settings().recent()).contains(kept);
    }

    @Test
    void the_first_page_welcomes_until_it_was_read() {
        press("#start");
        untilStateIs("Running");
        await().atMost(PATIENCE).until(() -> robot.lookup("#welcome").query().isVisible());
        assertThat(text("#welcome-text")).contains(folder.toString());
        press("#welcome-done");
        await().atMost(PATIENCE).until(() -> !robot.lookup("#welcome").query().isVisible());
        assertThat(desktop().situation().settings().habits().isWelcomed()).isTrue();
    }

    @Test
    void the_log_is_searched_and_filtered() {
        press("#start");
        untilStateIs("Running");
        robot.press(KeyCode.CONTROL, KeyCode.L).release(KeyCode.L, KeyCode.CONTROL);
        ListView<?> lines = robot.lookup("#log-lines").queryListView();
        await().atMost(PATIENCE).until(() -> lines.getItems().size() > 3);
        TextField search = robot.lookup("#log-search").queryAs(TextField.class);
        await().atMost(PATIENCE).until(() -> search.equals(search.getScene().getFocusOwner()));
        robot.interact(() -> search.setText("admin ui"));
        await().atMost(PATIENCE).until(() -> lines.getItems().size(), size -> size == 1);
        robot.interact(() -> search.setText("nowhere"));
        await().atMost(PATIENCE).until(() -> lines.getItems().isEmpty());
    }

    @Test
    void settings_are_checked_saved_and_used_after_a_restart() throws IOException {
        press("#start");
        untilStateIs("Running");
        press("#to-settings");
        TextField port = robot.lookup("#setting-http-port").queryAs(TextField.class);
        robot.interact(() -> port.setText("many"));
        assertThat(text("#setting-wrong")).contains("HTTP port");
        assertThat(button("#setting-save").isDisabled()).isTrue();

        int free = freePort();
        robot.interact(() -> port.setText(Integer.toString(free)));
        press("#setting-restart");
        await().atMost(PATIENCE)
                .until(() ->
                        desktop()
                                .situation()
                                .node()
                                .running()
                                .filter(now -> now.address().getPort() == free)
                                .isPresent());
        assertThat(folder.resolve("settings.json")).content().contains("" + free);
    }

    @Test
    void colours_change_at_once() {
        press("#to-settings");
        press("#colours-dark");
        await().atMost(PATIENCE).until(() -> fixture.window().isDark());
        assertThat(desktop().situation().settings().look().colours()).isEqualTo(ColourScheme.DARK);
        press("#colours-light");
        await().atMost(PATIENCE).until(() -> !fixture.window().isDark());
    }

    @Test
    void sample_data_is_added_and_shown() {
        press("#start");
        untilStateIs("Running");
        press("#to-database");
        await().atMost(PATIENCE).until(() -> !button("#database-sample").isDisabled());
        press("#database-sample");
        await().atMost(PATIENCE).until(() -> text("#job-title").equals("Adding sample data: done"));
        assertThat(running().node().figures().head()).isGreaterThan(3_000);
    }

    @Test
    void a_reset_wants_its_word_typed_and_removes_all_events() {
        press("#start");
        untilStateIs("Running");
        Path database = running().folder().orElseThrow();
        desktop().databases().addSample().join();
        long before = running().node().figures().head();

        JobState done =
                desktop().databases().reset(database, Optional.of(folder.resolve("copy"))).join();

        assertThat(done.stage()).isEqualTo(JobState.Stage.DONE);
        untilStateIs("Running");
        assertThat(running().node().figures().head()).isLessThan(100).isLessThan(before);
        assertThat(folder.resolve("copy/eventstore.mv")).exists();
    }

    @Test
    void the_window_can_be_left_with_the_keyboard() {
        robot.press(KeyCode.CONTROL, KeyCode.Q).release(KeyCode.Q, KeyCode.CONTROL);
        await().atMost(PATIENCE).until(fixture::hasQuit);
    }

    @Test
    void code_to_paste_names_the_running_node() {
        press("#start");
        untilStateIs("Running");
        press("#to-connect");
        String authority = running().address().getAuthority();
        await().atMost(PATIENCE).until(() -> text("#code").contains(authority));
        press("#snippet-2");
        assertThat(text("#code")).contains("kurrentdb://" + authority);
    }

    /** As with a mouse, but where the button is need not be seen. */
    private void press(String id) {
        ButtonBase button = robot.lookup(id).queryAs(ButtonBase.class);
        robot.interact(button::fire);
    }

    private String text(String id) {
        return robot.lookup(id).queryAs(Labeled.class).getText();
    }

    private Button button(String id) {
        return robot.lookup(id).queryButton();
    }

    private void untilStateIs(String state) {
        await().atMost(PATIENCE).until(() -> text("#state"), state::equals);
        // The rest of the page follows in the same breath.
        WaitForAsyncUtils.waitForFxEvents();
    }

    private RunningNode running() {
        return desktop().situation().node().running().orElseThrow();
    }

    private Desktop desktop() {
        return fixture.desktop();
    }

    private static int freePort() throws IOException {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        }
    }
}
