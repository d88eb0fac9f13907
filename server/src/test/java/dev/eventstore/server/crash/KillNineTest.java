package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.Effort;
import dev.eventstore.server.fixture.Folders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed while many write to it over HTTP, and started again, over and over. */
class KillNineTest {
    private static final int WRITERS = 8;
    private static final int LIFE_MILLIS_MAX = 1_500;

    @TempDir Path folder;

    @Test
    void a_killed_node_has_everything_that_it_answered() throws Exception {
        long seed = Effort.seed(KillNineTest.class);
        Random dice = new Random(seed);
        Path database = Files.createDirectories(folder.resolve("db"));
        List<HttpWriter> writers = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            writers.add(new HttpWriter(number, new Random(dice.nextLong())));
        }
        int rounds = Effort.of(4, 60);
        long events = 0;
        for (int round = 0; round < rounds; round++) {
            writeUntilKilled(database, writers, dice.nextInt(LIFE_MILLIS_MAX));
            Path copy = Folders.copy(database, folder.resolve("copy"));
            LogAudit audit = LogAudit.of(copy);
            Folders.delete(copy);
            events = audit.events();
            for (HttpWriter writer : writers) {
                assertThat(audit.newestOf(writer.number()))
                        .as("seed %d, round %d, %s", seed, round, writer.stream())
                        .isBetween(writer.acknowledged(), writer.acknowledged() + 1);
            }
        }
        System.out.printf("%d kills, %d events%n", rounds, events);
    }

    private static void writeUntilKilled(Path database, List<HttpWriter> writers, int lifeMillis)
            throws Exception {
        try (NodeProcess node = NodeProcess.start(database);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Client client = new Client(node.uri());
            List<Future<?>> writing = new ArrayList<>();
            for (HttpWriter writer : writers) {
                writing.add(threads.submit(() -> writer.writeUntilGone(client)));
            }
            Callable<Void> killing =
                    () -> {
                        Thread.sleep(lifeMillis);
                        node.kill();
                        return null;
                    };
            threads.submit(killing).get();
            for (Future<?> each : writing) {
                each.get();
            }
        }
    }
}
