package dev.eventstore.launcher.window;

import dev.eventstore.launcher.settings.WindowPlace;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;

/** Where a window can be seen and moved. */
final class Placement {
    /** So much of the window's title must be on a screen. */
    private static final double GRIP = 80;

    private Placement() {}

    /**
     * The middle of the main screen. Told in numbers: left to the system, a window may begin in a
     * corner, with its title outside.
     */
    static WindowPlace centred(double widthWanted, double heightWanted) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        double width = Math.min(widthWanted, screen.getWidth());
        double height = Math.min(heightWanted, screen.getHeight());
        return new WindowPlace(
                screen.getMinX() + (screen.getWidth() - width) / 2,
                screen.getMinY() + (screen.getHeight() - height) / 2,
                width,
                height);
    }

    /**
     * Puts the window where it believes to be, as soon as the system has taken it in: some window
     * managers put it into a corner at first, without telling.
     */
    static void insistOnceFocused(Stage stage) {
        stage.focusedProperty()
                .addListener(
                        new ChangeListener<>() {
                            @Override
                            public void changed(
                                    ObservableValue<? extends Boolean> focus,
                                    Boolean before,
                                    Boolean now) {
                                focus.removeListener(this);
                                insist(stage, stage.getX(), stage.getY());
                            }
                        });
    }

    private static void insist(Stage stage, double x, double y) {
        // Only what changes is told to the system.
        stage.setX(x + 1);
        stage.setY(y + 1);
        Platform.runLater(() -> {
            stage.setX(x);
            stage.setY(y);
        });
    }

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
