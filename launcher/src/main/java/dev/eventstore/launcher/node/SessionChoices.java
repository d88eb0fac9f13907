package dev.eventstore.launcher.node;

import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.settings.NodeChoices;
import dev.eventstore.server.config.DatabasePlace;
import dev.eventstore.server.config.OptionTable;
import dev.eventstore.server.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What holds until the program ends, in place of the settings: what it was started with, or what
 * the user wanted for once.
 *
 * @param options all others of the node's options
 */
public record SessionChoices(
        Optional<DatabaseChoice> database,
        OptionalInt httpPort,
        OptionalInt tcpPort,
        List<String> options) {
    private static final Set<String> OWN = Set.of("Db", "MemDb", "ExtHttpPort", "ExtTcpPort");

    public SessionChoices {
        options = List.copyOf(options);
    }

    /**
     * Takes options of a node apart.
     *
     * @param options which are known to be right
     * @param database where the database is if they do not say so
     */
    public static SessionChoices of(List<String> options, Optional<DatabaseChoice> database) {
        if (options.isEmpty()) {
            return new SessionChoices(database, OptionalInt.empty(), OptionalInt.empty(), options);
        }
        Settings settings = Settings.of(options.toArray(String[]::new));
        Optional<DatabaseChoice> told =
                switch (settings.database()) {
                    case DatabasePlace.InFolder(Path folder) ->
                            Optional.of(new DatabaseChoice.InFolder(folder));
                    case DatabasePlace.InMemory() -> Optional.of(DatabaseChoice.Passing.IN_MEMORY);
                    case DatabasePlace.Temporary(), DatabasePlace.TemporaryAgain(_) -> database;
                };
        Settings.Listening listening = settings.listening();
        return new SessionChoices(
                told,
                names(options, "ExtHttpPort")
                        ? OptionalInt.of(listening.httpPort())
                        : OptionalInt.empty(),
                names(options, "ExtTcpPort")
                        ? OptionalInt.of(listening.tcpPort())
                        : OptionalInt.empty(),
                withoutOwn(options));
    }

    /** What holds now. */
    public NodeChoices over(NodeChoices settings) {
        return settings.withDatabase(database.orElse(settings.database()))
                .withPorts(
                        httpPort.orElse(settings.httpPort()), tcpPort.orElse(settings.tcpPort()));
    }

    public SessionChoices withDatabase(Optional<DatabaseChoice> other) {
        return new SessionChoices(other, httpPort, tcpPort, options);
    }

    public SessionChoices withPorts(OptionalInt http, OptionalInt tcp) {
        return new SessionChoices(database, http, tcp, options);
    }

    private static boolean names(List<String> options, String name) {
        return options.stream().anyMatch(word -> isNamed(word, Set.of(name)));
    }

    private static List<String> withoutOwn(List<String> options) {
        List<String> others = new ArrayList<>();
        boolean isSkipping = false;
        for (String word : options) {
            if (word.startsWith("-")) {
                isSkipping = isNamed(word, OWN);
            }
            if (!isSkipping) {
                others.add(word);
            }
        }
        return others;
    }

    private static boolean isNamed(String word, Set<String> names) {
        return word.startsWith("-")
                && OptionTable.find(NodeArguments.name(word))
                        .filter(option -> names.contains(option.name()))
                        .isPresent();
    }
}
