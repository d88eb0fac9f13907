package dev.eventstore.launcher.window.home;

import dev.eventstore.launcher.window.action.Actions;
import dev.eventstore.launcher.window.part.Icon;
import dev.eventstore.launcher.window.part.Parts;
import dev.eventstore.launcher.window.part.StateMark;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** What the node does, in large letters, with the buttons that change it. */
final class Hero {
    /** From this width on, words and buttons have room beside each other. */
    private static final double WIDE = 760;

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
        story.setWrapText(true);
        story.setMinHeight(Region.USE_PREF_SIZE);
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
        HBox buttons = Parts.row(restart, stop, start, open);
        HBox row = Parts.row(mark.node(), words, buttons);
        row.getStyleClass().add("hero-row");
        VBox rows = new VBox(row);
        rows.getStyleClass().add("hero-rows");
        card = Parts.card("", rows);
        card.getStyleClass().add("hero");
        card.widthProperty()
                .subscribe(width -> move(buttons, isNarrow(width.doubleValue()) ? rows : row));
    }

    /** What has not been laid out yet has no width. */
    private static boolean isNarrow(double width) {
        return width > 0 && width < WIDE;
    }

    /** Words come first: where there is little room, the buttons go below them. */
    private static void move(HBox buttons, Pane to) {
        if (!to.getChildren().contains(buttons)) {
            ((Pane) buttons.getParent()).getChildren().remove(buttons);
            to.getChildren().add(buttons);
        }
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
