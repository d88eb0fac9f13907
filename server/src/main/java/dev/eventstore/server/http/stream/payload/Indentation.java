package dev.eventstore.server.http.stream.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;

/**
 * Begins a line, two spaces in for each level. Each beginning is made once and copied as bytes:
 * feeds consist of short lines.
 */
final class Indentation implements DefaultPrettyPrinter.Indenter {
    private static final int MADE_LEVELS = 32;

    private final SerializedString[] beginnings = new SerializedString[MADE_LEVELS];

    Indentation() {
        for (int level = 0; level < MADE_LEVELS; level++) {
            beginnings[level] = beginning(level);
        }
    }

    @Override
    public void writeIndentation(JsonGenerator json, int level) throws IOException {
        json.writeRaw(level < MADE_LEVELS ? beginnings[level] : beginning(level));
    }

    @Override
    public boolean isInline() {
        return false;
    }

    private static SerializedString beginning(int level) {
        return new SerializedString("\n" + "  ".repeat(level));
    }
}
