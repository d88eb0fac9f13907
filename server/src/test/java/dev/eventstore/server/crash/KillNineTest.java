package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node that is killed while many write to it, and started again, over and over. */
class KillNineTest {
    private static final int WRITERS = 8;
    private static final int LIFE_MILLIS_MAX = 1_500;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void a_killed_node_has_everything_that_it_answered(Door.Kind kind) throws Exception {
        long seed = Effort.seed(KillNineTest.class);
        Random dice = new Random(seed);
        Path database = Files.createDirectories(folder.resolve("db"));
        List<Writer> writers = new ArrayList<>();
        for (int number = 0; number < WRITERS; number++) {
            writers.add(new Writer(number, new Random(dice.nextLong())));
        }
        int rounds = Effort.of(3, 60);
        long events = 0;
        for (int round = 0; round < rounds; round++) {
            writeUntilKilled(database, kind, writers, dice.nextInt(LIFE_MILLIS_MAX));
            Path copy = Folders.copy(database, folder.resolve("copy"));
            LogAudit audit = LogAudit.of(copy);
            Folders.delete(copy);
            events = audit.events();
            for (Writer writer : writers) {
                assertThat(audit.newestOf(writer.number()))
                        .as("seed %d, round %d, %s", seed, round, writer.stream())
                        .isBetween(writer.acknowledged(), writer.acknowledged() + 1);
            }
        }
        System.out.printf("%s: %d kills, %d events%n", kind, rounds, events);
    }

    private static void writeUntilKilled(
            Path database, Door.Kind kind, List<Writer> writers, int lifeMillis) throws Exception {
        try (NodeProcess node = NodeProcess.start(database);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writing = new ArrayList<>();
            for (Writer writer : writers) {
                writing.add(
                        threads.submit(() -> {
                            writer.writeUntilGone(node, kind);
                            return null;
                        }));
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
