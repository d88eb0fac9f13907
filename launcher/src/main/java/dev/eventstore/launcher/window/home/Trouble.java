package dev.eventstore.launcher.window.home;

import dev.eventstore.launcher.node.FreePorts;
import dev.eventstore.launcher.node.Problem;
import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Parts;
import dev.eventstore.server.node.PortConflict;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Why the node does not run, and the ways out. */
final class Trouble {
    private final Actions actions;
    private final Label title = Parts.prose("", "trouble-title");
    private final Label why = Parts.prose("");
    private final Label advice = Parts.prose("", "soft");
    private final FlowPane ways = new FlowPane();
    private final VBox card = Parts.card("", title, why, advice, ways);
    private Optional<Problem> shown = Optional.empty();

    Trouble(Actions actions) {
        this.actions = actions;
        title.setId("trouble");
        why.setId("trouble-why");
        ways.getStyleClass().add("ways");
        card.getStyleClass().add("trouble");
        Parts.show(card, false);
    }

    Region node() {
        return card;
    }

    void show(Optional<Problem> problem) {
        if (problem.equals(shown)) {
            return;
        }
        shown = problem;
        Parts.show(card, problem.isPresent());
        problem.ifPresent(this::fill);
    }

    private void fill(Problem problem) {
        title.setText(problem.title());
        why.setText(problem.why());
        advice.setText(problem.advice());
        ways.getChildren().clear();
        problem.conflict().ifPresent(this::addWaysAround);
        if (!problem.details().isEmpty()) {
            ways.getChildren()
                    .add(
                            Parts.button(
                                    "details",
                                    Icon.MORE,
                                    "_Details",
                                    () -> actions.showDetails(problem)));
        }
        ways.getChildren()
                .add(
                        Parts.button(
                                "copy-problem",
                                Icon.COPY,
                                "_Copy",
                                () -> actions.copy(problem.text())));
    }

    private void addWaysAround(PortConflict conflict) {
        if (conflict.nextFree().isPresent()) {
            FreePorts free = actions.freePorts(conflict);
            Button once =
                    Parts.button(
                            "port-once",
                            Icon.START,
                            "Use " + free.words() + " this time",
                            () -> actions.use(free, false));
            once.getStyleClass().add("primary");
            ways.getChildren()
                    .addAll(
                            once,
                            Parts.button(
                                    "port-always",
                                    Icon.SETTINGS,
                                    "Always use " + free.words(),
                                    () -> actions.use(free, true)));
        }
        if (conflict.isNode()) {
            ways.getChildren()
                    .add(
                            Parts.button(
                                    "open-other",
                                    Icon.OPEN,
                                    "Open the other one's UI",
                                    () -> actions.openOther(conflict)));
        }
    }
}
