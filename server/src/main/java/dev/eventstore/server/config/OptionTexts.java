package dev.eventstore.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The option table as texts for people. */
final class OptionTexts {
    private static final int NAME_WIDTH = 42;

    private OptionTexts() {}

    /** The text of {@code --help}. */
    static String help() {
        StringBuilder text = new StringBuilder();
        text.append(Version.current().sentence());
        text.append(
                """


                Usage: eventstore [options]

                Without options the node listens on 127.0.0.1, HTTP on port 2113, and keeps its
                events in a new database among the system's temporary files.

                  eventstore --db ./data --log ./logs      keep events and logs there
                  eventstore --mem-db --http-port 0        everything in memory, any free port

                An option may also be set as an environment variable (EVENTSTORE_HTTP_PORT=3113, or
                KURRENTDB_HTTP_PORT) or in the configuration file (HttpPort: 3113). The command line
                beats the environment, which beats the file.
                """);
        Map<OptionGroup, List<Option>> groups =
                OptionTable.ALL.stream().collect(Collectors.groupingBy(Option::group));
        for (OptionGroup group : OptionGroup.values()) {
            text.append('\n').append(group.title()).append('\n');
            groups.getOrDefault(group, List.of()).forEach(option -> describe(option, text));
        }
        return text.toString().stripTrailing();
    }

    /** The text of {@code --what-if}: each option with its value and where that comes from. */
    static String inForce(List<OptionValue> values, List<String> warnings) {
        StringBuilder text = new StringBuilder();
        for (String warning : warnings) {
            text.append("WARNING: ").append(warning).append('\n');
        }
        text.append("MODIFIED OPTIONS:\n");
        values.stream()
                .filter(value -> value.source() != OptionSource.DEFAULT)
                .forEach(value -> show(value, text));
        text.append("DEFAULT OPTIONS:\n");
        values.stream()
                .filter(value -> value.source() == OptionSource.DEFAULT)
                .forEach(value -> show(value, text));
        return text.toString().stripTrailing();
    }

    private static void describe(Option option, StringBuilder text) {
        // The friendly alias, where there is one, is what people type.
        String alias =
                option.aliases().stream()
                        .filter(name -> name.equals("HttpPort") || name.equals("TcpPort"))
                        .map(name -> ", --" + Option.kebab(name))
                        .findFirst()
                        .orElse("");
        String names = "--" + option.kebabName() + alias + " " + option.type().placeholder();
        String start = option.defaultText();
        boolean worthTelling = !start.isEmpty() && !start.equals("false");
        text.append("  ").append(names);
        if (names.length() < NAME_WIDTH) {
            text.repeat(' ', NAME_WIDTH - names.length());
        } else {
            text.append('\n').repeat(' ', NAME_WIDTH + 2);
        }
        text.append(option.description());
        text.append(worthTelling ? " [" + start + "]\n" : "\n");
    }

    private static void show(OptionValue value, StringBuilder text) {
        String name = words(value.option());
        String shown = value.shown().isEmpty() ? "<empty>" : value.shown();
        text.append("    ").append(name).append(": ");
        text.repeat(' ', Math.max(0, NAME_WIDTH - name.length()));
        text.append(shown).append(" (").append(value.source().title()).append(")\n");
    }

    private static String words(Option option) {
        return option.kebabName().replace('-', ' ').toUpperCase(Locale.ROOT);
    }
}
