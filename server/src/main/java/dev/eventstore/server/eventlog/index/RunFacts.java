package dev.eventstore.server.eventlog.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the manifest says of a run.
 *
 * @param id names its map
 * @param tier 0 for one written from memory, one more for each merge
 * @param from the first position that it covers
 * @param to the position behind the last that it covers
 */
record RunFacts(long id, int tier, long from, long to) {
    /** Oldest first. */
    static final Comparator<RunFacts> BY_AGE = Comparator.comparingLong(RunFacts::from);

    /** The manifest's text for a list of runs. */
    static String text(List<RunFacts> runs) {
        StringBuilder text = new StringBuilder();
        for (RunFacts run : runs) {
            text.append(text.isEmpty() ? "" : ",")
                    .append(run.id)
                    .append(':')
                    .append(run.tier)
                    .append(':')
                    .append(run.from)
                    .append(':')
                    .append(run.to);
        }
        return text.toString();
    }

    /** Reads what {@link #text} wrote. */
    static List<RunFacts> parse(String text) {
        List<RunFacts> runs = new ArrayList<>();
        for (String run : text.isEmpty() ? new String[0] : text.split(",", -1)) {
            String[] parts = run.split(":", -1);
            runs.add(
                    new RunFacts(
                            Long.parseLong(parts[0]),
                            Integer.parseInt(parts[1]),
                            Long.parseLong(parts[2]),
                            Long.parseLong(parts[3])));
        }
        return runs;
    }
}
