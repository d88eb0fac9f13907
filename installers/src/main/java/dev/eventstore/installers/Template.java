package dev.eventstore.installers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places such as {@code @version@} to be filled in. */
final class Template {
    private static final Pattern PLACE = Pattern.compile("@([a-z]+)@");

    private Template() {}

    static String fill(Path template, Map<String, String> values) throws IOException {
        return fill(Files.readString(template), values);
    }

    /** Every place must have a value. */
    static String fill(String text, Map<String, String> values) {
        return PLACE.matcher(text)
                .replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), values)));
    }

    private static String value(String name, Map<String, String> values) {
        String value = values.get(name);
        if (value == null) {
            throw new BuildFailedException("Nothing to fill in for @" + name + "@");
        }
        return value;
    }
}
