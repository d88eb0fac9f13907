package dev.eventstore.server.stats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Statistics as JSON: names begin with a small letter, two blanks of indentation. */
public final class StatsJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final boolean withCharts;

    private StatsJson(boolean withCharts) {
        this.withCharts = withCharts;
    }

    /**
     * Groups within groups.
     *
     * @param withCharts whether figures that a dashboard may show come as objects that say how
     */
    public static String nested(Stat.Group group, boolean withCharts) {
        return write(generator -> new StatsJson(withCharts).write(generator, group));
    }

    /** All figures side by side, their names joined by dashes. */
    public static String flat(Stat.Group group, boolean withCharts) {
        Map<String, Stat> figures = new LinkedHashMap<>();
        flatten("", group, figures);
        return nested(new Stat.Group(figures), withCharts);
    }

    private static void flatten(String prefix, Stat.Group group, Map<String, Stat> figures) {
        group.parts()
                .forEach((name, part) -> {
                    switch (part) {
                        case Stat.Group inner -> flatten(prefix + name + "-", inner, figures);
                        case Stat.Figure figure -> figures.put(prefix + name, figure);
                    }
                });
    }

    private void write(JsonGenerator generator, Stat stat) throws IOException {
        switch (stat) {
            case Stat.Group(Map<String, Stat> parts) -> {
                generator.writeStartObject();
                for (Map.Entry<String, Stat> part : parts.entrySet()) {
                    generator.writeFieldName(uncapitalised(part.getKey()));
                    write(generator, part.getValue());
                }
                generator.writeEndObject();
            }
            case Stat.Figure(@Nullable Object value, Stat.@Nullable Chart chart) -> {
                if (withCharts && chart != null) {
                    generator.writeStartObject();
                    generator.writeFieldName("value");
                    writeValue(generator, value);
                    generator.writeStringField("category", chart.category());
                    generator.writeStringField("title", chart.title());
                    generator.writeBooleanField("drawChart", true);
                    generator.writeEndObject();
                } else {
                    writeValue(generator, value);
                }
            }
        }
    }

    private static void writeValue(JsonGenerator generator, @Nullable Object value)
            throws IOException {
        switch (value) {
            case null -> generator.writeNull();
            case Long number -> generator.writeNumber(number);
            case Integer number -> generator.writeNumber(number);
            case Double number -> generator.writeNumber(number);
            default -> generator.writeString(value.toString());
        }
    }

    private static String uncapitalised(String name) {
        return name.isEmpty() ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static String write(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            Separators separators =
                    Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER);
            generator.setPrettyPrinter(new DefaultPrettyPrinter(separators));
            writing.write(generator);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    @FunctionalInterface
    private interface Writing {
        void write(JsonGenerator generator) throws IOException;
    }
}
