package dev.eventstore.server.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.eventstore.server.fixture.LocalNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays what was recorded with a real v5 node against ours. What differs must be documented, and
 * what is documented must differ.
 */
class ConformanceTest {
    private static final Logger logger = LoggerFactory.getLogger(ConformanceTest.class);

    private static final double SHARE_MIN = 0.97;
    private static final int SCENARIOS_MIN = 595;
    private static final int JOBS = 8;

    private static final String NO_PYTHON =
            """


            ############################################################################
            #  THE RECORDED CONVERSATIONS WITH VERSION 5 WERE NOT PLAYED: there is no  #
            #  `python3` on the path. Nothing is known about compatibility now.        #
            #  Install Python 3 (the standard library is enough) and run again.        #
            ############################################################################
            """;

    @Test
    void what_v5_answered_is_answered_but_for_the_documented_differences() throws Exception {
        if (!Recordings.canBePlayed()) {
            logger.warn(NO_PYTHON);
            abort(NO_PYTHON);
        }
        KnownDifferences known = KnownDifferences.documented();
        SortedSet<String> areas = Recordings.areas();

        Playback playback = play(areas);

        System.out.print(table(playback));
        assertThat(playback.played())
                .as("scenarios that were played")
                .hasSize(Recordings.count(areas))
                .hasSizeGreaterThan(SCENARIOS_MIN);
        assertThat(playback.failed().keySet())
                .as("Differences, as in docs/compatibility.md. Those seen:\n%s", playback.story())
                .containsExactlyElementsOf(known.reasons().keySet());
        assertThat(areasBelow(SHARE_MIN, playback)).isEmpty();
    }

    private static Playback play(SortedSet<String> areas) throws Exception {
        try (LocalNode core =
                        LocalNode.inMemory(
                                "--disable-first-level-http-authorization=false",
                                "--enable-trusted-auth");
                LocalNode open =
                        LocalNode.inMemory("--disable-first-level-http-authorization=true");
                LocalNode projecting =
                        LocalNode.inMemory(
                                "--disable-first-level-http-authorization=false",
                                "--run-projections=All",
                                "--start-standard-projections",
                                "--gossip-on-single-node")) {
            return Recordings.play(
                    areas,
                    Map.of("core", core.uri(), "open", open.uri(), "proj", projecting.uri()),
                    JOBS);
        }
    }

    /** The areas of which too little is answered as recorded. */
    private static List<String> areasBelow(double share, Playback playback) {
        List<String> below = new ArrayList<>();
        tallies(playback)
                .forEach((area, tally) -> {
                    if (tally.passed < share * tally.played) {
                        below.add(area + " " + tally);
                    }
                });
        return below;
    }

    private record Tally(int passed, int played) {
        Tally plus(boolean pass) {
            return new Tally(passed + (pass ? 1 : 0), played + 1);
        }

        @Override
        public String toString() {
            return passed + " of " + played;
        }
    }

    private static SortedMap<String, Tally> tallies(Playback playback) {
        SortedMap<String, Tally> tallies = new TreeMap<>();
        for (String name : playback.played()) {
            boolean pass = playback.passed().contains(name);
            String area = name.substring(0, name.indexOf('/'));
            tallies.merge(area, new Tally(0, 0).plus(pass), (old, _) -> old.plus(pass));
        }
        return tallies;
    }

    private static String table(Playback playback) {
        StringBuilder table = new StringBuilder("Answered as recorded:\n");
        tallies(playback)
                .forEach((area, tally) -> table.append("%-10s %s%n".formatted(area, tally)));
        return table.toString();
    }
}
