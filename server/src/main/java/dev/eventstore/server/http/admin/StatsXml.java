package dev.eventstore.server.http.admin;

import dev.eventstore.server.stats.Stat;
import java.util.Map;

/** Statistics as XML. Names that cannot be elements become {@code <entry name="…">}. */
final class StatsXml {
    private StatsXml() {}

    static String of(Stat.Group group) {
        StringBuilder text = new StringBuilder("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        write(text, "stats", group);
        return text.toString();
    }

    private static void write(StringBuilder text, String name, Stat stat) {
        boolean plain = name.matches("[A-Za-z][A-Za-z0-9]*");
        text.append(plain ? "<" + name + ">" : "<entry name=\"" + escaped(name) + "\">");
        switch (stat) {
            case Stat.Group(Map<String, Stat> parts) ->
                    parts.forEach((key, part) -> write(text, key, part));
            case Stat.Figure figure ->
                    text.append(figure.value() == null ? "" : escaped(figure.value().toString()));
        }
        text.append("</").append(plain ? name : "entry").append('>');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
