package dev.eventstore.server.projection;

import java.util.Arrays;
import java.util.Optional;

/** How long a projection lives. */
public enum ProjectionMode {
    /** A query: in memory, until it has read everything. */
    TRANSIENT("Transient", 0),
    /** Remembered, until it has read everything. */
    ONE_TIME("OneTime", 1),
    /** Remembered, and never at an end. */
    CONTINUOUS("Continuous", 4);

    private final String text;
    private final int number;

    ProjectionMode(String text, int number) {
        this.text = text;
        this.number = number;
    }

    /** How statistics and stored definitions name it. */
    public String text() {
        return text;
    }

    static Optional<ProjectionMode> called(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
    }

    static Optional<ProjectionMode> numbered(int number) {
        for (ProjectionMode mode : values()) {
            if (mode.number == number) {
                return Optional.of(mode);
            }
        }
        return Optional.empty();
    }
}
