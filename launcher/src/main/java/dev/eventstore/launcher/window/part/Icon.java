package dev.eventstore.launcher.window.part;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** Line icons on a grid of 24. */
public enum Icon {
    HOME("M3 11 12 4l9 7M5.5 9.5V20h13V9.5M10 20v-6h4v6"),
    CONNECT("M9 7H7a5 5 0 0 0 0 10h2M15 7h2a5 5 0 0 1 0 10h-2M8 12h8"),
    DATABASE(
            "M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3zM4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6"
                    + "M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"),
    LOG("M5 4h14v16H5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4"),
    SETTINGS("M4 7h9M17 7h3M15 4.8v4.4M4 17h3M11 17h9M9 14.8v4.4"),
    ABOUT("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.6v.2"),
    OPEN("M14 4h6v6M20 4l-9 9M18 14v6H4V6h6"),
    START("M8 5v14l11-7z"),
    STOP("M6.5 6.5h11v11h-11z"),
    RESTART("M20 5v5h-5M19.5 10A8 8 0 1 0 20 14"),
    COPY("M9 9h11v11H9zM5 15H4V4h11v1"),
    FOLDER("M3 6.5h6l2 2.5h10v10H3z"),
    CLOSE("M6 6l12 12M18 6 6 18"),
    WARNING("M12 4 2.8 20h18.4zM12 10v4.5M12 17.2v.2"),
    CLOCK("M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5l3.5 2"),
    MORE("M5 12h.1M12 12h.1M19 12h.1"),
    DOWN("M6 9l6 6 6-6"),
    PAUSE("M8.5 5v14M15.5 5v14"),
    SEARCH("M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20"),
    TRASH("M4 7h16M9 7V4h6v3M6.5 7l1 13h9l1-13"),
    KEEP("M6 4h12v17l-6-4.5L6 21z");

    private static final double GRID = 24;

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /**
     * Makes a picture of it.
     *
     * @param size width and height in pixels
     */
    public Node picture(double size) {
        SVGPath shape = new SVGPath();
        shape.setContent(path);
        shape.getStyleClass().add("icon-line");
        double scale = size / GRID;
        shape.setScaleX(scale);
        shape.setScaleY(scale);
        StackPane box = new StackPane(shape);
        box.getStyleClass().add("icon");
        box.setMinSize(size, size);
        box.setPrefSize(size, size);
        box.setMaxSize(size, size);
        box.setMouseTransparent(true);
        return box;
    }
}
