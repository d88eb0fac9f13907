package dev.eventstore.server.config;

import java.util.ArrayList;
import java.util.List;

/** What came to light while options were read: problems forbid a start, warnings do not. */
final class Findings {
    private final List<String> problems = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    void problem(String sentence) {
        problems.add(sentence);
    }

    void warning(String sentence) {
        warnings.add(sentence);
    }

    /** Says that an option is unknown, and which one may have been meant. */
    static String unknown(String spelled, String name) {
        String nearest =
                OptionTable.nearest(name)
                        .map(option -> " Did you mean --" + option.kebabName() + "?")
                        .orElse(" See --help for the options there are.");
        return "The option " + spelled + " is not a known option." + nearest;
    }

    List<String> problems() {
        return List.copyOf(problems);
    }

    List<String> warnings() {
        return List.copyOf(warnings);
    }
}
