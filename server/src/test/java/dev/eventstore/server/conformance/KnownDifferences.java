package dev.eventstore.server.conformance;

import dev.eventstore.server.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The differences from the recordings that {@code docs/compatibility.md} owns up to.
 *
 * @param reasons why, by the name of the scenario
 */
record KnownDifferences(SortedMap<String, String> reasons) {
    private static final String HEADING = "## Remaining differences in the recordings";
    private static final Pattern NAME = Pattern.compile("`([a-z]+/[A-Za-z0-9-]+)`");

    /** Reads them from the document. */
    static KnownDifferences documented() throws IOException {
        SortedMap<String, String> reasons = new TreeMap<>();
        Files.readAllLines(Repository.root().resolve("docs/compatibility.md")).stream()
                .dropWhile(line -> !line.equals(HEADING))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("\\|", -1))
                .forEach(cells ->
                        NAME.matcher(cells[1])
                                .results()
                                .forEach(name -> reasons.put(name.group(1), cells[3])));
        return new KnownDifferences(reasons);
    }
}
