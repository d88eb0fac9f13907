package dev.eventstore.launcher.window.part;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;

/** The sign of the product, as the Admin UI shows it. */
public final class Mark {
    private static final double GRID = 32;

    private Mark() {}

    /**
     * Makes a picture of it.
     *
     * @param size width and height in pixels
     */
    public static Node picture(double size) {
        Rectangle ground = new Rectangle(GRID, GRID);
        ground.setArcWidth(16);
        ground.setArcHeight(16);
        ground.getStyleClass().add("mark-ground");
        SVGPath lines = new SVGPath();
        lines.setContent("M8 10h16M8 16h11M8 22h6");
        lines.getStyleClass().add("mark-lines");
        Circle dot = new Circle(23, 22, 2.4);
        dot.getStyleClass().add("mark-dot");
        Group drawing = new Group(ground, lines, dot);
        drawing.setScaleX(size / GRID);
        drawing.setScaleY(size / GRID);
        StackPane box = new StackPane(new Group(drawing));
        box.setMinSize(size, size);
        box.setMaxSize(size, size);
        return box;
    }
}
