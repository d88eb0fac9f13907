package dev.eventstore.launcher.window;

import dev.eventstore.launcher.settings.WindowPlace;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;

/** Whether a place for a window is one where it can be seen and moved. */
final class Placement {
    /** So much of the window's title must be on a screen. */
    private static final double GRIP = 80;

    private Placement() {}

    static boolean isOnScreen(WindowPlace place) {
        Rectangle2D title =
                new Rectangle2D(place.x(), place.y(), Math.max(GRIP, place.width()), GRIP);
        return place.width() >= GRIP
                && Screen.getScreens().stream()
                        .map(Screen::getVisualBounds)
                        .anyMatch(screen ->
                                screen.contains(title.getMinX() + GRIP / 2, title.getMinY())
                                        && screen.intersects(title));
    }
}
