package dev.eventstore.launcher.window.part;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A figure with its name and what it was in the last minutes. */
public final class FigureCard {
    private final Label value;
    private final String name;
    private final Sparkline sparkline;
    private final VBox card;

    /**
     * Makes one.
     *
     * @param id how tests find it
     * @param valuesMax how many values the line has room for
     */
    public FigureCard(String id, String name, int valuesMax) {
        this.name = name;
        value = Parts.text("–", "figure");
        sparkline = new Sparkline(valuesMax);
        card = Parts.card("", Parts.text(name, "field-name"), value, sparkline.node());
        card.setId(id);
        card.getStyleClass().add("figure-card");
        card.setFocusTraversable(false);
    }

    public VBox node() {
        return card;
    }

    /** Shows the newest value and those before. */
    public void show(String text, List<Double> values) {
        value.setText(text);
        card.setAccessibleText(name + ": " + text);
        sparkline.show(values);
    }
}
