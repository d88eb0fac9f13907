package dev.eventstore.launcher.window.home;

import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Parts;
import dev.eventstore.launcher.window.part.StateMark;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the node does, in large letters, with the buttons that change it. */
final class Hero {
    private final StateMark mark = new StateMark();
    private final Label state = Parts.text("", "state-word");
    private final Label badge = Parts.text("", "badge");
    private final Label story = Parts.text("", "state-story");
    private final Button open;
    private final Button start;
    private final Button stop;
    private final Button restart;
    private final VBox card;

    Hero(Actions actions) {
        state.setId("state");
        badge.setId("badge");
        story.setId("story");
        open = Parts.button("open-admin", Icon.OPEN, "Open _Admin UI", actions::openAdmin);
        open.getStyleClass().addAll("primary", "large");
        start = Parts.button("start", Icon.START, "_Start", actions::start);
        start.getStyleClass().add("large");
        stop = Parts.button("stop", Icon.STOP, "S_top", actions::stop);
        restart = Parts.button("restart", Icon.RESTART, "_Restart", actions::restart);
        stop.getStyleClass().add("large");
        restart.getStyleClass().add("large");
        VBox words = new VBox(Parts.row(state, badge), story);
        words.setMinWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = Parts.row(mark.node(), words, restart, stop, start, open);
        row.getStyleClass().add("hero-row");
        card = Parts.card("", row);
        card.getStyleClass().add("hero");
    }

    Region node() {
        return card;
    }

    void show(HomeModel model, boolean isCalm) {
        mark.show(
                switch (model.kind()) {
                    case STOPPED -> StateMark.Shape.STOPPED;
                    case BUSY -> StateMark.Shape.BUSY;
                    case RUNNING -> StateMark.Shape.RUNNING;
                    case FAILED -> StateMark.Shape.FAILED;
                },
                isCalm);
        state.setText(model.state());
        badge.setText(model.badge());
        Parts.show(badge, !model.badge().isEmpty());
        story.setText(model.story());
        card.setAccessibleText("Node: " + model.state() + ". " + model.story());
        open.setDisable(!model.canOpen());
        open.setTooltip(
                new Tooltip(
                        model.canOpen() ? "Open it in the browser" : "There when the node runs"));
        Parts.show(start, model.canStart());
        start.setText(model.kind() == HomeModel.Kind.FAILED ? "_Start again" : "_Start");
        Parts.show(stop, !model.canStart());
        stop.setDisable(!model.canStop());
        Parts.show(restart, !model.canStart());
        restart.setDisable(!model.canStop());
    }
}
