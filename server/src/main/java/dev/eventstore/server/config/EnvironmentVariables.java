package dev.eventstore.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads options from environment variables. A variable that begins like ours and is no option gets
 * a warning only: containers and scripts have variables of their own.
 */
final class EnvironmentVariables {
    static final String PREFIX = "EVENTSTORE_";

    /** Their beginnings, the strongest last: KurrentDB has its own and takes the older one. */
    private static final List<String> PREFIXES = List.of(PREFIX, "KURRENTDB_");

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{env:([^}]+)}");

    private EnvironmentVariables() {}

    /** What the variables set, a value that another one overrules before it. */
    static List<Given> read(Map<String, String> environment, Findings findings) {
        List<Given> given = new ArrayList<>();
        for (String prefix : PREFIXES) {
            new TreeMap<>(environment)
                    .forEach((variable, text) -> {
                        if (variable.startsWith(prefix)) {
                            String name = variable.substring(prefix.length());
                            read(variable, name, text, findings).ifPresent(given::add);
                        }
                    });
        }
        return given.stream().map(value -> resolve(value, environment, findings)).toList();
    }

    /** Replaces a value of the form <code>${env:NAME}</code> by the variable it names. */
    static Given resolve(Given given, Map<String, String> environment, Findings findings) {
        Matcher reference = REFERENCE.matcher(given.text().strip());
        if (!reference.matches()) {
            return given;
        }
        String variable = reference.group(1);
        String text = environment.get(variable);
        if (text == null) {
            findings.problem(
                    given.spelled()
                            + " refers to the variable "
                            + variable
                            + ", which is not set.");
            return given;
        }
        return new Given(given.option(), given.spelled(), text, given.source());
    }

    private static Optional<Given> read(
            String variable, String name, String text, Findings findings) {
        Optional<Option> option = OptionTable.find(name);
        if (option.isEmpty()) {
            findings.warning(Findings.unknown(variable, name) + " It is ignored.");
        }
        // An empty variable is how scripts leave an option out.
        return option.filter(known -> !text.isBlank())
                .map(known -> new Given(known, variable, text, OptionSource.ENVIRONMENT));
    }
}
