package dev.eventstore.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads options from a command line: {@code --name value}, {@code --name=value}, {@code -Name
 * value}, and for flags also {@code --name}, {@code --name+} and {@code --name-}.
 */
final class Arguments {
    private final List<String> words;
    private final Findings findings;
    private final List<Given> given = new ArrayList<>();
    private int next;

    private Arguments(List<String> words, Findings findings) {
        this.words = words;
        this.findings = findings;
    }

    static List<Given> read(List<String> words, Findings findings) {
        Arguments arguments = new Arguments(words, findings);
        while (arguments.next < words.size()) {
            arguments.readOption();
        }
        return arguments.given;
    }

    private void readOption() {
        String word = words.get(next++);
        if (!word.startsWith("-") || word.equals("-") || word.equals("--")) {
            findings.problem(
                    "The word '" + word + "' belongs to no option; options begin with --.");
            return;
        }
        int equals = word.indexOf('=');
        String spelled = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? null : word.substring(equals + 1);
        String name = spelled.replaceFirst("^-+", "");
        Optional<Option> exact = OptionTable.find(name);
        if (value == null && name.endsWith("+")) {
            readSwitch(spelled, "true");
        } else if (value == null && name.endsWith("-")) {
            readSwitch(spelled, "false");
        } else if (exact.isPresent()) {
            add(exact.get(), spelled, value == null ? valueOf(exact.get(), spelled) : value);
        } else {
            findings.problem(Findings.unknown(spelled, name));
            skipValue();
        }
    }

    /** Reads {@code --name+} or {@code --name-}. */
    private void readSwitch(String spelled, String value) {
        String name = spelled.substring(0, spelled.length() - 1).replaceFirst("^-+", "");
        Optional<Option> option = OptionTable.find(name);
        if (option.isEmpty()) {
            findings.problem(Findings.unknown(spelled, name));
        } else if (!(option.get().type() instanceof OptionType.Flag)) {
            findings.problem("The option " + spelled + " is no switch and needs a value.");
        } else {
            add(option.get(), spelled, value);
        }
    }

    private void add(Option option, String spelled, @Nullable String value) {
        if (value == null) {
            return;
        }
        if (given.stream().anyMatch(earlier -> earlier.option().equals(option))) {
            findings.problem("The option " + spelled + " is given twice.");
            return;
        }
        given.add(new Given(option, spelled, value, OptionSource.COMMAND_LINE));
    }

    private @Nullable String valueOf(Option option, String spelled) {
        if (next < words.size() && isValue(words.get(next))) {
            return words.get(next++);
        }
        if (option.type() instanceof OptionType.Flag) {
            return "true";
        }
        findings.problem("The option " + spelled + " needs a value.");
        return null;
    }

    /** The value of an unknown option is no problem of its own. */
    private void skipValue() {
        if (next < words.size() && isValue(words.get(next))) {
            next++;
        }
    }

    private static boolean isValue(String word) {
        return !word.startsWith("-") || word.matches("-\\d+");
    }
}
