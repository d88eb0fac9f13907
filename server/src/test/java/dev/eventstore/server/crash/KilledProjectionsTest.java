package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.Effort;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A node that is killed while projections emit what follows from what somebody writes, over and
 * over. In the end there is what an undisturbed run would have emitted, event for event.
 */
class KilledProjectionsTest {
    private static final int LIFE_MILLIS_MAX = 2_000;
    private static final String[] PROJECTING = {
        "--run-projections", "All", "--start-standard-projections"
    };

    /** What it emits depends on its state, so that an event that counts twice would show. */
    private static final String COUNTING =
            """
            fromCategory('writer').foreachStream().when({
              $init: () => ({n: 0}),
              $any: (s, e) => { s.n++; emit('counted-' + e.streamId, 'counted', {n: s.n}); }
            })
            """;

    private static final String LINKING =
            """
            fromAll().when({
              $any: (s, e) => { if (e.streamId.startsWith('writer-')) linkTo('written', e); }
            })
            """;

    @TempDir Path folder;

    @Test
    void a_killed_node_emits_everything_once() throws Exception {
        long seed = Effort.seed(KilledProjectionsTest.class);
        Random dice = new Random(seed);
        Path database = Files.createDirectories(folder.resolve("db"));
        List<Writer> writers =
                List.of(
                        new Writer(0, new Random(dice.nextLong())),
                        new Writer(1, new Random(dice.nextLong())));
        int rounds = Effort.of(3, 40);
        for (int round = 0; round < rounds; round++) {
            workUntilKilled(database, writers, dice.nextInt(LIFE_MILLIS_MAX));
        }
        try (LocalNode node = LocalNode.in(database, PROJECTING)) {
            Emissions last = awaitQuiet(node);

            assertThat(last.data("written")).as("seed %d", seed).isEqualTo(last.written());
            assertThat(last.data("$ce-writer")).as("seed %d", seed).isEqualTo(last.written());
            for (Writer writer : writers) {
                assertThat(last.data("counted-" + writer.stream()))
                        .as("seed %d", seed)
                        .isEqualTo(upTo(last.data(writer.stream()).size()));
            }
            System.out.printf("%d kills, %d events%n", rounds, last.written().size());
        }
    }

    private static void workUntilKilled(Path database, List<Writer> writers, int lifeMillis)
            throws Exception {
        try (NodeProcess node = NodeProcess.start(database, PROJECTING);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Client client = new Client(node.uri());
            create(client, "counting", COUNTING);
            create(client, "linking", LINKING);
            List<Future<?>> writing = new ArrayList<>();
            for (Writer writer : writers) {
                writing.add(
                        threads.submit(() -> {
                            writer.writeUntilGone(node, Door.Kind.HTTP);
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

    private static void create(Client client, String name, String script) {
        HttpResponse<String> made =
                client.post(
                        "/projections/continuous?emit=yes&name=" + name,
                        script,
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        Client.ADMIN);
        assertThat(made.statusCode()).as(made.body()).isIn(201, 409);
    }

    /** Waits until as much is emitted as was written. */
    private static Emissions awaitQuiet(LocalNode node) {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> {
                    Emissions now = Emissions.of(node);
                    assertThat(now.data("written"))
                            .hasSizeGreaterThanOrEqualTo(now.written().size());
                    assertThat(now.data("$ce-writer"))
                            .hasSizeGreaterThanOrEqualTo(now.written().size());
                    assertThat(now.all("counted"))
                            .hasSizeGreaterThanOrEqualTo(now.written().size());
                });
        return Emissions.of(node);
    }

    private static List<String> upTo(int count) {
        List<String> counts = new ArrayList<>();
        for (int n = 1; n <= count; n++) {
            counts.add("{\"n\":" + n + "}");
        }
        return counts;
    }

    /** Everything that is in the database. */
    private record Emissions(List<RecordedEvent> events) {
        static Emissions of(LocalNode node) {
            List<RecordedEvent> events = new ArrayList<>();
            Position next = Position.START;
            while (node.streams().readAll(new ReadAll(next, 1_000, Direction.FORWARD, false))
                            instanceof ReadAllResult.Page page
                    && !page.events().isEmpty()) {
                page.events().stream().map(ResolvedEvent::original).forEach(events::add);
                next = page.next();
            }
            return new Emissions(events);
        }

        /** Links to all that was written, in this order. */
        List<String> written() {
            return events.stream()
                    .filter(event -> event.stream().value().startsWith("writer-"))
                    .map(event -> event.revision() + "@" + event.stream())
                    .toList();
        }

        List<String> data(String stream) {
            return events.stream()
                    .filter(event -> event.stream().value().equals(stream))
                    .map(event -> event.data().text())
                    .toList();
        }

        List<String> all(String type) {
            return events.stream()
                    .filter(event -> event.type().equals(type))
                    .map(event -> event.data().text())
                    .toList();
        }
    }
}
