package dev.eventstore.launcher.window.part;

import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

/** Short messages that go away by themselves. */
public final class Toasts {
    private static final Duration SHOWN = Duration.seconds(2.6);

    private final Label label = Parts.text("", "toast");
    private final StackPane layer = new StackPane(label);
    private final PauseTransition hiding = new PauseTransition(SHOWN);

    public Toasts() {
        label.setId("toast");
        label.setVisible(false);
        StackPane.setAlignment(label, Pos.BOTTOM_CENTER);
        layer.setMouseTransparent(true);
        layer.getStyleClass().add("toasts");
        hiding.setOnFinished(_ -> label.setVisible(false));
    }

    /** What lies over everything else. */
    public Node layer() {
        return layer;
    }

    public void show(String message) {
        label.setText(message);
        label.setVisible(true);
        hiding.playFromStart();
    }
}
