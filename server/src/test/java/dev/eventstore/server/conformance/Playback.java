package dev.eventstore.server.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What came of playing recorded scenarios.
 *
 * @param passed the names of scenarios that were answered as recorded: {@code append/one}
 * @param failed those that were not, and the lines that tell how
 */
record Playback(SortedSet<String> passed, SortedMap<String, List<String>> failed) {
    private static final Pattern VERDICT = Pattern.compile("^(ok|FAIL) +(\\S+) .*");

    /** Reads what the player printed. */
    static Playback of(List<String> output) {
        SortedSet<String> passed = new TreeSet<>();
        SortedMap<String, List<String>> failed = new TreeMap<>();
        List<String> differences = new ArrayList<>();
        for (String line : output) {
            Matcher verdict = VERDICT.matcher(line);
            if (!verdict.matches()) {
                differences.add(line);
            } else if (verdict.group(1).equals("ok")) {
                passed.add(verdict.group(2));
            } else {
                // The lines up to the next verdict tell how it differs.
                differences = new ArrayList<>();
                failed.put(verdict.group(2), differences);
            }
        }
        return new Playback(passed, failed);
    }

    /** The names of all scenarios that were played. */
    SortedSet<String> played() {
        SortedSet<String> played = new TreeSet<>(passed);
        played.addAll(failed.keySet());
        return played;
    }

    /** The failed ones with their differences, for people. */
    String story() {
        StringBuilder story = new StringBuilder();
        failed.forEach((name, differences) ->
                story.append(name)
                        .append('\n')
                        .append(String.join("\n", differences))
                        .append('\n'));
        return story.toString();
    }
}
