package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.Effort;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that is killed while a group hands out what somebody writes, over and over. */
class KilledGroupTest {
    private static final int LIFE_MILLIS_MAX = 1_500;

    @TempDir Path folder;

    @Test
    void a_killed_node_hands_out_again_whatever_was_not_settled() throws Exception {
        long seed = Effort.seed(KilledGroupTest.class);
        Random dice = new Random(seed);
        Path database = Files.createDirectories(folder.resolve("db"));
        Writer writer = new Writer(0, new Random(dice.nextLong()));
        HttpConsumer consumer = new HttpConsumer(writer.stream(), new Random(dice.nextLong()));
        int rounds = Effort.of(3, 40);
        for (int round = 0; round < rounds; round++) {
            workUntilKilled(database, writer, consumer, dice.nextInt(LIFE_MILLIS_MAX));
        }
        try (NodeProcess node = NodeProcess.start(database)) {
            Client client = new Client(node.uri());
            consumer.settleTheRest(client);

            assertThat(consumer.settled())
                    .as("seed %d", seed)
                    .hasSize(Math.toIntExact(consumer.lastKnown(client) + 1));
            System.out.printf("%d kills, %d events%n", rounds, consumer.settled().size());
        }
    }

    private static void workUntilKilled(
            Path database, Writer writer, HttpConsumer consumer, int lifeMillis) throws Exception {
        try (NodeProcess node = NodeProcess.start(database);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Client client = new Client(node.uri());
            consumer.begin(client);
            Future<?> writing =
                    threads.submit(() -> {
                        writer.writeUntilGone(node, Door.Kind.HTTP);
                        return null;
                    });
            Future<?> consuming = threads.submit(() -> consumer.consumeUntilGone(client));
            Callable<Void> killing =
                    () -> {
                        Thread.sleep(lifeMillis);
                        node.kill();
                        return null;
                    };
            threads.submit(killing).get();
            writing.get();
            consuming.get();
        }
    }
}
