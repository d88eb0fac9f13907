package dev.eventstore.launcher.window.part;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Small things that all pages use. */
public final class Parts {
    private static final double ICON = 16;

    private Parts() {}

    /** A text in one of the styles of the style sheet. */
    public static Label text(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        return label;
    }

    /** A text that goes over several lines. */
    public static Label prose(String text, String... styles) {
        Label label = text(text, styles);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /**
     * A button.
     *
     * @param id how tests and style sheets find it
     * @param text with an underscore before its mnemonic
     */
    public static Button button(String id, Icon icon, String text, Runnable act) {
        Button button = new Button(text, icon.picture(ICON));
        button.setId(id);
        button.setMnemonicParsing(true);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> act.run());
        return button;
    }

    /** A button without a visible text, which screen readers and tooltips have. */
    public static Button iconButton(String id, Icon icon, String name, Runnable act) {
        Button button = new Button("", icon.picture(ICON));
        button.setId(id);
        button.getStyleClass().add("icon-button");
        button.setAccessibleText(name);
        button.setTooltip(new javafx.scene.control.Tooltip(name));
        button.setOnAction(_ -> act.run());
        return button;
    }

    /** A framed part of a page. */
    public static VBox card(String title, Node... content) {
        VBox card = new VBox();
        card.getStyleClass().add("card");
        if (!title.isEmpty()) {
            card.getChildren().add(text(title, "card-title"));
        }
        card.getChildren().addAll(content);
        return card;
    }

    /** What pushes the rest of a row to its end. */
    public static Region spring() {
        Region spring = new Region();
        HBox.setHgrow(spring, Priority.ALWAYS);
        return spring;
    }

    /** Columns of equal width. */
    public static GridPane columns(Region... content) {
        GridPane columns = new GridPane();
        columns.getStyleClass().add("columns");
        for (int i = 0; i < content.length; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(100.0 / content.length);
            column.setHgrow(Priority.ALWAYS);
            columns.getColumnConstraints().add(column);
            content[i].setMaxHeight(Double.MAX_VALUE);
            columns.add(content[i], i, 0);
        }
        return columns;
    }

    /** A row. */
    public static HBox row(Node... content) {
        HBox row = new HBox(content);
        row.getStyleClass().add("row");
        return row;
    }

    /** Shows something, or leaves no room for it. */
    public static void show(Node node, boolean isShown) {
        node.setVisible(isShown);
        node.setManaged(isShown);
    }
}
