package dev.eventstore.server.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The value of every option, merged from all sources and checked against its type. */
final class Choices {
    private final Map<Option, OptionValue> values;

    private Choices(Map<Option, OptionValue> values) {
        this.values = Map.copyOf(values);
    }

    /**
     * Reads and merges all sources.
     *
     * @param defaultFile a configuration file that is read if it exists and no other is named
     */
    static Choices read(
            List<String> arguments,
            Map<String, String> environment,
            @Nullable Path defaultFile,
            Findings findings) {
        Map<Option, OptionValue> values = new HashMap<>();
        for (Option option : OptionTable.ALL) {
            values.put(option, new OptionValue(option, option.defaultText(), OptionSource.DEFAULT));
        }
        List<Given> fromArguments = Arguments.read(arguments, findings);
        List<Given> fromEnvironment = EnvironmentVariables.read(environment, findings);
        // The weakest source first, so that a stronger one replaces its values.
        file(fromArguments, fromEnvironment, defaultFile)
                .map(file -> ConfigFile.read(file, findings))
                .orElse(List.of())
                .stream()
                .map(given -> EnvironmentVariables.resolve(given, environment, findings))
                .forEach(given -> put(values, given, findings));
        fromEnvironment.forEach(given -> put(values, given, findings));
        fromArguments.forEach(given -> put(values, given, findings));
        return new Choices(values);
    }

    String text(String name) {
        return value(name).text();
    }

    /** The parts of a comma separated text, in lower case. */
    Set<String> list(String name) {
        return Arrays.stream(text(name).split(",", -1))
                .map(part -> part.strip().toLowerCase(Locale.ROOT))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(text(name));
    }

    int number(String name) {
        return Integer.parseInt(text(name));
    }

    /** The path that an option names, absolute; {@code ~/} is the user's home. */
    Optional<Path> place(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String home = System.getProperty("user.home", "");
        boolean inHome = text.equals("~") || text.startsWith("~/") || text.startsWith("~\\");
        return Optional.of(Path.of(inHome ? home + text.substring(1) : text).toAbsolutePath());
    }

    /** All values, in the order of the table. */
    List<OptionValue> all() {
        return OptionTable.ALL.stream().map(option -> value(option.name())).toList();
    }

    private OptionValue value(String name) {
        return OptionTable.find(name).map(values::get).orElseThrow();
    }

    private static Optional<Path> file(
            List<Given> arguments, List<Given> environment, @Nullable Path defaultFile) {
        Option config = OptionTable.find("Config").orElseThrow();
        Optional<Path> named =
                Stream.concat(arguments.stream(), environment.reversed().stream())
                        .filter(given -> given.option().equals(config))
                        .map(given -> Path.of(given.text()))
                        .findFirst();
        return named.or(() -> Optional.ofNullable(defaultFile).filter(Files::exists));
    }

    private static void put(Map<Option, OptionValue> values, Given given, Findings findings) {
        Option option = given.option();
        if (!option.hasEffect()) {
            findings.warning("The option " + given.spelled() + " has no effect here.");
            return;
        }
        option.type()
                .canonical(given.text())
                .ifPresentOrElse(
                        text -> values.put(option, new OptionValue(option, text, given.source())),
                        () -> findings.problem(refusal(given)));
    }

    private static String refusal(Given given) {
        return "The value '"
                + given.text()
                + "' of "
                + given.spelled()
                + " must be "
                + given.option().type().expectation()
                + ".";
    }
}
