package dev.eventstore.launcher.tray;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.launcher.desktop.Figures;
import dev.eventstore.launcher.desktop.Situation;
import dev.eventstore.launcher.node.NodeState;
import dev.eventstore.launcher.settings.LauncherSettings;
import dev.eventstore.server.node.NodeFigures;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrayMenuTest {
    private final List<String> done = new ArrayList<>();
    private final TrayActions actions =
            new TrayActions(
                    () -> done.add("show"),
                    () -> done.add("admin"),
                    () -> done.add("start"),
                    () -> done.add("stop"),
                    () -> done.add("restart"),
                    folder -> done.add("open " + folder),
                    () -> done.add("temporary"),
                    () -> done.add("copy"),
                    () -> done.add("settings"),
                    () -> done.add("quit"));

    @Test
    void a_node_that_is_stopped_can_be_started_only() {
        NodeState stopped = new NodeState.Stopped(Optional.empty());
        assertThat(item(stopped, "Start").isEnabled()).isTrue();
        assertThat(item(stopped, "Stop").isEnabled()).isFalse();
        assertThat(item(stopped, "Open Admin UI").isEnabled()).isFalse();
        assertThat(item(stopped, "Stopped").isEnabled()).isFalse();
    }

    @Test
    void a_node_on_its_way_can_be_left_alone_only() {
        NodeState starting = new NodeState.Starting(Instant.EPOCH);
        assertThat(item(starting, "Start").isEnabled()).isFalse();
        assertThat(item(starting, "Stop").isEnabled()).isFalse();
        assertThat(item(starting, "Quit").isEnabled()).isTrue();
    }

    @Test
    void databases_that_were_used_are_offered() {
        MenuItem.Submenu databases =
                items(new NodeState.Stopped(Optional.empty())).stream()
                        .filter(MenuItem.Submenu.class::isInstance)
                        .map(MenuItem.Submenu.class::cast)
                        .findFirst()
                        .orElseThrow();
        ((MenuItem.Act) databases.items().getFirst()).act().run();
        assertThat(done).containsExactly("open /data/shop");
    }

    private MenuItem.Act item(NodeState state, String label) {
        return items(state).stream()
                .filter(MenuItem.Act.class::isInstance)
                .map(MenuItem.Act.class::cast)
                .filter(act -> act.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private List<MenuItem> items(NodeState state) {
        LauncherSettings settings =
                LauncherSettings.initial(Path.of("/data")).withRecent(Path.of("/data/shop"));
        Figures figures =
                new Figures(
                        new NodeFigures(0, 0, 0, 0, 0), List.of(), List.of(), List.of(), List.of());
        return TrayMenu.of(
                new Situation(
                        state,
                        figures,
                        settings,
                        settings.node(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        ""),
                actions);
    }
}
