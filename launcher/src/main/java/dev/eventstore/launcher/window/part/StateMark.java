package dev.eventstore.launcher.window.part;

import javafx.animation.Animation;
import javafx.animation.Interpolator;
import javafx.animation.RotateTransition;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Arc;
import javafx.scene.shape.ArcType;
import javafx.scene.shape.Circle;
import javafx.scene.shape.SVGPath;
import javafx.util.Duration;

/** What the node does as a shape, so that nobody has to tell colours apart. */
public final class StateMark {
    private static final double SIZE = 52;

    private final Circle ground = new Circle(SIZE / 2);
    private final SVGPath shape = new SVGPath();
    private final Arc ring = new Arc(0, 0, SIZE / 2 - 4, SIZE / 2 - 4, 0, 110);
    private final StackPane box = new StackPane(ground, ring, shape);
    private final RotateTransition turning = new RotateTransition(Duration.seconds(1.1), ring);

    /** The shapes. */
    public enum Shape {
        STOPPED("M-6 -6h12v12h-12z", "stopped"),
        BUSY("", "busy"),
        RUNNING("M-9 0l6 6 12-12", "running"),
        FAILED("M0 -9v10M0 6.6v.4", "failed");

        private final String path;
        private final String name;

        Shape(String path, String name) {
            this.path = path;
            this.name = name;
        }
    }

    public StateMark() {
        ground.getStyleClass().add("state-ground");
        shape.getStyleClass().add("state-shape");
        ring.getStyleClass().add("state-ring");
        ring.setType(ArcType.OPEN);
        box.getStyleClass().add("state-mark");
        box.setMinSize(SIZE, SIZE);
        box.setMaxSize(SIZE, SIZE);
        turning.setByAngle(360);
        turning.setCycleCount(Animation.INDEFINITE);
        turning.setInterpolator(Interpolator.LINEAR);
    }

    public Node node() {
        return box;
    }

    /**
     * Shows a shape.
     *
     * @param isCalm whether nothing shall move
     */
    public void show(Shape next, boolean isCalm) {
        shape.setContent(next.path);
        for (Shape each : Shape.values()) {
            box.pseudoClassStateChanged(PseudoClass.getPseudoClass(each.name), each == next);
        }
        boolean isBusy = next == Shape.BUSY;
        ring.setVisible(isBusy);
        if (isBusy && !isCalm) {
            turning.play();
        } else {
            turning.stop();
        }
    }
}
