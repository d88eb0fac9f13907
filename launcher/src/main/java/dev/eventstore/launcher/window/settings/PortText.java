package dev.eventstore.launcher.window.settings;

import dev.eventstore.launcher.settings.NodeChoices;
import java.util.OptionalInt;

/** A port as the user types it. */
final class PortText {
    private PortText() {}

    /** The port; empty if the text is none. */
    static OptionalInt read(String text) {
        String digits = text.strip();
        if (!digits.matches("\\d{1,5}")) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(digits);
        return port <= NodeChoices.PORT_MAX ? OptionalInt.of(port) : OptionalInt.empty();
    }
}
