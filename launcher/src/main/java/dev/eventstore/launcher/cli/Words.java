package dev.eventstore.launcher.cli;

import dev.eventstore.launcher.platform.AppFolders;
import dev.eventstore.launcher.settings.DatabaseChoice;
import dev.eventstore.launcher.settings.NodeChoices;
import dev.eventstore.server.config.Invocation;
import dev.eventstore.server.config.Version;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the words of a command line; what it does not know goes on to the node. Used once. */
final class Words {
    private final List<String> words;
    private final List<String> problems = new ArrayList<>();
    private final List<String> nodeOptions = new ArrayList<>();
    private Optional<Question> question = Optional.empty();
    private Optional<String> profile = Optional.empty();
    private Optional<Path> dataDir = Optional.empty();
    private Optional<DatabaseChoice> database = Optional.empty();
    private boolean isHeadless;
    private boolean isHidden;
    private int next;

    Words(List<String> words) {
        this.words = words;
    }

    CommandLine read() {
        // Without a window it is the node that is asked for help.
        boolean isHelp = words.contains("--help") || words.contains("-h") || words.contains("-?");
        if (isHelp && !words.contains("--headless")) {
            return new CommandLine.Print(HelpText.TEXT);
        }
        if (words.contains("--version")) {
            return new CommandLine.Print(Version.current().sentence());
        }
        while (next < words.size()) {
            readWord(words.get(next++));
        }
        if (question.isPresent()) {
            return problems.isEmpty()
                    ? new CommandLine.Ask(question.get(), profile, dataDir)
                    : new CommandLine.Refused(problems);
        }
        if (!nodeOptions.isEmpty()) {
            checkNodeOptions();
        }
        return problems.isEmpty()
                ? new CommandLine.Run(
                        new Start(profile, dataDir, isHeadless, isHidden, database, nodeOptions))
                : new CommandLine.Refused(problems);
    }

    private void readWord(String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        Optional<String> value =
                equals < 0 ? Optional.empty() : Optional.of(word.substring(equals + 1));
        switch (name) {
            case "--headless" -> isHeadless = true;
            case "--hidden" -> isHidden = true;
            case "--temp" -> database = Optional.of(DatabaseChoice.Passing.TEMPORARY);
            case "--in-memory" -> database = Optional.of(DatabaseChoice.Passing.IN_MEMORY);
            case "--profile" -> readProfile(value);
            case "--data-dir" -> readPath(name, value, folder -> dataDir = Optional.of(folder));
            case "--port" -> readPort(value);
            default -> readOther(word);
        }
    }

    private void readProfile(Optional<String> value) {
        String name = valueOf("--profile", value);
        if (name.matches(AppFolders.PROFILE_PATTERN)) {
            profile = Optional.of(name);
        } else if (!name.isEmpty()) {
            problems.add(
                    "The profile '"
                            + name
                            + "' cannot be: --profile takes up to 32 letters, digits, _ and -.");
        }
    }

    private void readPort(Optional<String> value) {
        String port = valueOf("--port", value);
        if (port.matches("\\d{1,5}") && Integer.parseInt(port) <= NodeChoices.PORT_MAX) {
            nodeOptions.add("--ExtHttpPort=" + port);
        } else if (!port.isEmpty()) {
            problems.add("--port takes a number from 0 to " + NodeChoices.PORT_MAX + ".");
        }
    }

    private void readOther(String word) {
        Optional<Question> asked = Question.of(word);
        if (asked.isPresent()) {
            question = asked;
        } else if (word.startsWith("-")) {
            nodeOptions.add(word);
            while (next < words.size() && isValue(words.get(next))) {
                nodeOptions.add(words.get(next++));
            }
        } else {
            readPath(word, Optional.of(word), this::open);
        }
    }

    private void open(Path place) {
        if (!Files.exists(place)) {
            problems.add("There is no command and no database '" + place + "'. See --help.");
            return;
        }
        database = Optional.of(DatabaseChoice.at(place));
    }

    private void readPath(String name, Optional<String> value, Consumer<Path> use) {
        String text = valueOf(name, value);
        try {
            if (!text.isEmpty()) {
                use.accept(Path.of(text));
            }
        } catch (InvalidPathException impossible) {
            problems.add(name + " names no place: " + impossible.getMessage() + ".");
        }
    }

    private String valueOf(String name, Optional<String> given) {
        if (given.isPresent() && !given.get().isEmpty()) {
            return given.get();
        }
        if (given.isEmpty() && next < words.size() && isValue(words.get(next))) {
            return words.get(next++);
        }
        problems.add("The option " + name + " needs a value.");
        return "";
    }

    private static boolean isValue(String word) {
        return !word.startsWith("-") && Question.of(word).isEmpty();
    }

    private void checkNodeOptions() {
        switch (Invocation.of(nodeOptions, Map.of(), null)) {
            case Invocation.Refused(List<String> found) -> problems.addAll(found);
            case Invocation.Run _, Invocation.Print _ -> {
                // What --what-if prints is for the node to say.
            }
        }
    }
}
