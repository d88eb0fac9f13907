package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.Effort;
import dev.eventstore.server.fixture.Folders;
import dev.eventstore.server.fixture.JavaProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Appends at full speed, straight into the log, by a process that is killed again and again. */
class KilledAppendsTest {
    private static final int WRITERS = 6;

    /** So many kills does one database see; a fresh one follows. */
    private static final int ROUNDS_PER_DATABASE = 10;

    @TempDir Path folder;

    @Test
    void what_was_acknowledged_outlives_the_process() throws Exception {
        long seed = Effort.seed(KilledAppendsTest.class);
        Random dice = new Random(seed);
        int rounds = Effort.of(4, 60);
        long events = 0;
        for (int round = 0; round < rounds; round++) {
            Path database = folder.resolve("db-" + round / ROUNDS_PER_DATABASE);
            Files.createDirectories(database);
            Map<Integer, Long> acknowledged = appendUntilKilled(database, dice);
            Path copy = Folders.copy(database, folder.resolve("copy"));
            LogAudit audit = LogAudit.of(copy);
            Folders.delete(copy);
            events += audit.events();
            acknowledged.forEach((writer, number) ->
                    assertThat(audit.newestOf(writer))
                            .as("seed %d, round of writer %d", seed, writer)
                            .isBetween(number, number + 1));
        }
        System.out.printf("%d kills, %d events audited%n", rounds, events);
    }

    /** Answers the newest batch of each writer that was acknowledged. */
    private static Map<Integer, Long> appendUntilKilled(Path database, Random dice)
            throws IOException, InterruptedException {
        try (JavaProcess process =
                JavaProcess.start(
                        AppendingProcess.class,
                        List.of(
                                database.toString(),
                                Integer.toString(WRITERS),
                                Long.toString(dice.nextInt())))) {
            assertThat(process.line()).isEqualTo("ready");
            process.killAfter(Duration.ofMillis(20 + dice.nextInt(1_500)));
            Map<Integer, Long> acknowledged = new HashMap<>();
            for (String line = process.line(); line != null; line = process.line()) {
                String[] words = line.split(" ", -1);
                acknowledged.put(Integer.valueOf(words[0]), Long.valueOf(words[1]));
            }
            return acknowledged;
        }
    }
}
