package dev.eventstore.launcher.window.part;

import java.util.List;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import javafx.scene.shape.PathElement;

/** A small line of the last values, with its area filled. */
final class Sparkline {
    private static final double HEIGHT = 36;
    private static final double ROOM = 2;

    private final Path line = new Path();
    private final Path area = new Path();
    private final Pane pane = new Pane(area, line);
    private final int valuesMax;
    private List<Double> values = List.of();

    Sparkline(int valuesMax) {
        this.valuesMax = valuesMax;
        line.getStyleClass().add("spark-line");
        area.getStyleClass().add("spark-area");
        line.setManaged(false);
        area.setManaged(false);
        pane.getStyleClass().add("spark");
        pane.setMinHeight(HEIGHT);
        pane.setPrefHeight(HEIGHT);
        pane.widthProperty().addListener(_ -> draw());
    }

    Region node() {
        return pane;
    }

    void show(List<Double> newValues) {
        if (!newValues.equals(values)) {
            values = newValues;
            draw();
        }
    }

    private void draw() {
        line.getElements().clear();
        area.getElements().clear();
        double width = pane.getWidth();
        if (values.size() < 2 || width <= 0) {
            return;
        }
        double top =
                Math.max(1e-9, values.stream().mapToDouble(Double::doubleValue).max().orElse(0));
        double step = width / (valuesMax - 1);
        double x = width - step * (values.size() - 1);
        area.getElements().add(new MoveTo(x, HEIGHT));
        for (double value : values) {
            double y = HEIGHT - ROOM - value / top * (HEIGHT - 2 * ROOM);
            PathElement next = line.getElements().isEmpty() ? new MoveTo(x, y) : new LineTo(x, y);
            line.getElements().add(next);
            area.getElements().add(new LineTo(x, y));
            x += step;
        }
        area.getElements().add(new LineTo(width, HEIGHT));
    }
}
