package dev.eventstore.launcher.window;

import dev.eventstore.launcher.settings.ColourScheme;
import dev.eventstore.launcher.settings.Look;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javafx.scene.Scene;
import javafx.scene.text.Font;

/** Colours and fonts of a scene. */
final class Style {
    private static final double FONT_PIXELS = 13.5;

    /** The faces that systems have for their own windows, the first that is there. */
    private static final List<String> FACES =
            List.of(
                    "Segoe UI Variable Text",
                    "Segoe UI",
                    "SF Pro Text",
                    ".AppleSystemUIFont",
                    "Inter",
                    "Adwaita Sans",
                    "Cantarell",
                    "Ubuntu",
                    "Noto Sans",
                    "Open Sans",
                    "DejaVu Sans");

    private static final String FACE = face();

    private Style() {}

    static void install(Scene scene) {
        scene.getStylesheets().setAll(Style.class.getResource("launcher.css").toExternalForm());
    }

    /** Follows what the user chose. */
    static void apply(Scene scene, Look look) {
        scene.getPreferences()
                .setColorScheme(
                        switch (look.colours()) {
                            case ColourScheme.SYSTEM -> null;
                            case ColourScheme.LIGHT -> javafx.application.ColorScheme.LIGHT;
                            case ColourScheme.DARK -> javafx.application.ColorScheme.DARK;
                        });
        String style =
                String.format(
                        Locale.ROOT,
                        "-fx-font-family: \"%s\"; -fx-font-size: %.1fpx;",
                        FACE,
                        FONT_PIXELS * look.fontPercent() / 100);
        if (!style.equals(scene.getRoot().getStyle())) {
            scene.getRoot().setStyle(style);
        }
    }

    private static String face() {
        Set<String> there = new HashSet<>(Font.getFamilies());
        return FACES.stream().filter(there::contains).findFirst().orElse("System");
    }
}
