package dev.eventstore.launcher.tray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.launcher.desktop.Desktop;
import dev.eventstore.launcher.log.LogBuffer;
import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.node.SessionChoices;
import dev.eventstore.launcher.platform.AppFolders;
import dev.eventstore.launcher.platform.OperatingSystem;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.launcher.settings.SettingsStore;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.PopupMenu;
import java.awt.SystemTray;
import java.awt.TrayIcon;
import java.awt.event.ActionEvent;
import java.awt.event.MouseEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.swing.JMenuItem;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.MenuElement;
import javax.swing.MenuSelectionManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Where there is a tray: in {@code .ci/run} with a display and a tray host of its own. */
@Timeout(180)
class TrayTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir Path folder;

    @Test
    void the_icon_tells_the_state_and_its_menu_starts_and_stops_the_node() throws Exception {
        assumeThat(!GraphicsEnvironment.isHeadless() && SystemTray.isSupported()).isTrue();
        AtomicInteger shown = new AtomicInteger();
        try (Desktop desktop = desktop()) {
            Tray tray = new Tray(desktop, actions(desktop, shown), () -> false);
            tray.begin();
            await().atMost(PATIENCE).until(() -> desktop.situation().hasTray());
            TrayIcon icon = SystemTray.getSystemTray().getTrayIcons()[0];
            assertThat(icon.getToolTip()).isEqualTo("Event Store: Stopped");

            choose(icon, "Start");
            await().atMost(PATIENCE)
                    .until(() -> desktop.situation().node() instanceof NodeState.Running);
            await().atMost(PATIENCE)
                    .until(() -> String.valueOf(icon.getToolTip()).contains("Running on port"));

            choose(icon, "Stop");
            await().atMost(PATIENCE)
                    .until(() -> desktop.situation().node() instanceof NodeState.Stopped);

            click(icon, MouseEvent.BUTTON1);
            await().atMost(PATIENCE).until(() -> shown.get() == 1);
            tray.end();
            await().atMost(PATIENCE)
                    .until(() -> SystemTray.getSystemTray().getTrayIcons().length == 0);
        }
    }

    /** Only there is it shown; it is made of the same parts everywhere. */
    @Test
    void the_native_menu_of_macos_is_the_same_and_starts_the_node() {
        assumeThat(!GraphicsEnvironment.isHeadless()).isTrue();
        try (Desktop desktop = desktop()) {
            List<MenuItem> items =
                    TrayMenu.of(desktop.situation(), actions(desktop, new AtomicInteger()));
            PopupMenu menu = Menus.awt(items);
            List<java.awt.MenuItem> entries =
                    IntStream.range(0, menu.getItemCount()).mapToObj(menu::getItem).toList();

            assertThat(entries.stream().filter(entry -> !entry.getLabel().equals("-")))
                    .extracting(java.awt.MenuItem::getLabel, java.awt.MenuItem::isEnabled)
                    .isEqualTo(
                            Stream.of(Menus.swing(items).getComponents())
                                    .filter(JMenuItem.class::isInstance)
                                    .map(JMenuItem.class::cast)
                                    .map(item -> tuple(item.getText(), item.isEnabled()))
                                    .toList());

            java.awt.MenuItem start =
                    entries.stream()
                            .filter(entry -> entry.getLabel().equals("Start"))
                            .findFirst()
                            .orElseThrow();
            start.getActionListeners()[0].actionPerformed(
                    new ActionEvent(start, ActionEvent.ACTION_PERFORMED, "Start"));
            await().atMost(PATIENCE)
                    .until(() -> desktop.situation().node() instanceof NodeState.Running);
        }
    }

    /** Opens the menu and takes an item of it. */
    private static void choose(TrayIcon icon, String label) throws Exception {
        click(icon, MouseEvent.BUTTON3);
        await().atMost(PATIENCE).until(() -> item(label).isPresent());
        EventQueue.invokeAndWait(() -> {
            item(label).orElseThrow().doClick(0);
            MenuSelectionManager.defaultManager().clearSelectedPath();
        });
    }

    private static Optional<JMenuItem> item(String label) {
        MenuElement[] path = MenuSelectionManager.defaultManager().getSelectedPath();
        return Stream.of(path)
                .filter(JPopupMenu.class::isInstance)
                .map(JPopupMenu.class::cast)
                .filter(JPopupMenu::isVisible)
                .flatMap(menu -> Stream.of(menu.getSubElements()))
                .filter(JMenuItem.class::isInstance)
                .map(JMenuItem.class::cast)
                .filter(item -> item.getText().equals(label))
                .findFirst();
    }

    private static void click(TrayIcon icon, int button) throws Exception {
        EventQueue.invokeAndWait(() ->
                icon.getMouseListeners()[0].mouseReleased(
                        new MouseEvent(
                                new JPanel(),
                                MouseEvent.MOUSE_RELEASED,
                                0,
                                0,
                                5,
                                5,
                                1,
                                false,
                                button)));
    }

    private static TrayActions actions(Desktop desktop, AtomicInteger shown) {
        return new TrayActions(
                shown::incrementAndGet,
                () -> {},
                () -> {
                    var _ = desktop.startNode();
                },
                () -> {
                    var _ = desktop.stopNode();
                },
                () -> {},
                _ -> {},
                () -> {},
                () -> {},
                () -> {},
                () -> {});
    }

    private Desktop desktop() {
        AppFolders folders =
                AppFolders.of(
                        OperatingSystem.LINUX, Map.of(), folder, "default", Optional.of(folder));
        LauncherSettings initial = LauncherSettings.initial(folder.resolve("db"));
        return new Desktop(
                folders,
                "",
                SettingsStore.in(folder, initial.with(initial.node().withPorts(0, 0))),
                SessionChoices.of(List.of(), Optional.empty()),
                new LogBuffer(),
                InstantSource.system());
    }
}
