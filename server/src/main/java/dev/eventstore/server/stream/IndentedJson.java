package dev.eventstore.server.stream;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;

/**
 * JSON laid out in lines as Event Store 5 does it: two spaces for each level, arrays with a line
 * for each item, nothing between the brackets of an empty one.
 */
public final class IndentedJson {
    private static final ObjectWriter WRITER = new ObjectMapper().writer(layout());

    private IndentedJson() {}

    /** The text of a tree, with {@code \n} at the ends of lines. */
    public static String text(JsonNode tree) {
        try {
            return WRITER.writeValueAsString(tree);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("A tree could not be written.", impossible);
        }
    }

    private static DefaultPrettyPrinter layout() {
        var lines = new DefaultIndenter("  ", "\n");
        var printer =
                new DefaultPrettyPrinter(
                        Separators.createDefaultInstance()
                                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                                .withObjectEmptySeparator("")
                                .withArrayEmptySeparator(""));
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        return printer;
    }
}
