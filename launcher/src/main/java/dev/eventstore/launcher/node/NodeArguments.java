package dev.eventstore.launcher.node;

import dev.eventstore.launcher.settings.Access;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.settings.NodeChoices;
import dev.eventstore.server.config.Option;
import dev.eventstore.server.config.OptionTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Options of a node, made of what the user chose in the window and what the program was started
 * with, which goes first.
 */
public final class NodeArguments {
    private final Set<String> given;
    private final List<String> arguments = new ArrayList<>();

    private NodeArguments(List<String> given) {
        this.given = names(given);
        arguments.addAll(given);
    }

    /**
     * The options of the next start.
     *
     * @param given options of a node from the command line
     * @param logs folder for log files
     */
    public static List<String> of(NodeChoices choices, List<String> given, Path logs) {
        NodeArguments made = new NodeArguments(given);
        made.addDatabase(choices.database());
        made.add("ExtHttpPort", Integer.toString(choices.httpPort()));
        made.add("ExtTcpPort", Integer.toString(choices.tcpPort()));
        made.add("LogLevel", choices.logLevel());
        made.add("Log", logs.toString());
        if (choices.access() == Access.OPEN) {
            made.add("Insecure", "true");
        }
        if (choices.runsProjections()) {
            made.add("RunProjections", "All");
            made.add("StartStandardProjections", "true");
        }
        return List.copyOf(made.arguments);
    }

    private void addDatabase(DatabaseChoice database) {
        switch (database) {
            case DatabaseChoice.InFolder(Path folder) -> add("Db", folder.toString());
            case DatabaseChoice.Passing.TEMPORARY -> {
                // A node that is told nothing makes one.
            }
            case DatabaseChoice.Passing.IN_MEMORY -> add("MemDb", "true");
        }
    }

    private void add(String name, String value) {
        if (!given.contains(name)) {
            arguments.add("--" + name + "=" + value);
        }
    }

    /** The name in {@code --name=value}, {@code -name} or {@code --name+}. */
    static String name(String word) {
        return word.replaceFirst("^-+", "").replaceFirst("=.*|[+-]$", "");
    }

    private static Set<String> names(List<String> given) {
        return given.stream()
                .filter(word -> word.startsWith("-"))
                .map(NodeArguments::name)
                .map(OptionTable::find)
                .flatMap(Optional::stream)
                .map(Option::name)
                .collect(Collectors.toSet());
    }
}
