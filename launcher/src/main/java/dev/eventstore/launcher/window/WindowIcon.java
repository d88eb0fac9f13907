package dev.eventstore.launcher.window;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.image.Image;
import javafx.scene.image.PixelWriter;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;

/** The sign of the product as an icon of a window, drawn pixel by pixel in several sizes. */
final class WindowIcon {
    private static final double GRID = 32;
    private static final int SAMPLES = 4;
    private static final Color GROUND = Color.web("#2f6f4f");
    private static final Color DOT = Color.web("#bfe8cf");

    private WindowIcon() {}

    static List<Image> images() {
        return Stream.of(16, 32, 48, 64, 128).map(WindowIcon::image).toList();
    }

    private static Image image(int size) {
        WritableImage image = new WritableImage(size, size);
        PixelWriter pen = image.getPixelWriter();
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                pen.setColor(x, y, pixel(x, y, GRID / size));
            }
        }
        return image;
    }

    /** The mean of some points in a pixel. */
    private static Color pixel(int x, int y, double scale) {
        double red = 0;
        double green = 0;
        double blue = 0;
        double opacity = 0;
        for (int i = 0; i < SAMPLES * SAMPLES; i++) {
            int row = i / SAMPLES;
            double pointX = (x + (i % SAMPLES + 0.5) / SAMPLES) * scale;
            double pointY = (y + (row + 0.5) / SAMPLES) * scale;
            Color color = point(pointX, pointY);
            red += color.getRed() * color.getOpacity();
            green += color.getGreen() * color.getOpacity();
            blue += color.getBlue() * color.getOpacity();
            opacity += color.getOpacity();
        }
        return opacity == 0
                ? Color.TRANSPARENT
                : new Color(
                        red / opacity,
                        green / opacity,
                        blue / opacity,
                        opacity / (SAMPLES * SAMPLES));
    }

    private static Color point(double x, double y) {
        if (!isIn(x, y, 0, 0, GRID, GRID, 8)) {
            return Color.TRANSPARENT;
        }
        if (Math.hypot(x - 23, y - 22) <= 2.6) {
            return DOT;
        }
        boolean isLine =
                isIn(x, y, 6.7, 8.7, 25.3, 11.3, 1.3)
                        || isIn(x, y, 6.7, 14.7, 20.3, 17.3, 1.3)
                        || isIn(x, y, 6.7, 20.7, 15.3, 23.3, 1.3);
        return isLine ? Color.WHITE : GROUND;
    }

    /** Whether a point is in a rectangle with round corners. */
    private static boolean isIn(
            double x,
            double y,
            double left,
            double top,
            double right,
            double bottom,
            double radius) {
        double dx = Math.max(Math.max(left + radius - x, x - (right - radius)), 0);
        double dy = Math.max(Math.max(top + radius - y, y - (bottom - radius)), 0);
        return Math.hypot(dx, dy) <= radius;
    }
}
