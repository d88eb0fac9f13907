package dev.eventstore.server.projection;

import static dev.eventstore.server.projection.ProjectionFixture.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.fixture.Effort;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.system.SystemProjection;
import dev.eventstore.server.security.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Stops and kills projections again and again while somebody appends and deletes, and holds them to
 * what an undisturbed run would have written, event for event.
 */
class ProjectionSimulation {
    @Test
    void emits_exactly_once_whatever_happens() throws DefinitionException {
        long seed = Effort.seed(ProjectionSimulation.class);
        for (int round = 0; round < Effort.of(3, 100); round++) {
            try (ProjectionFixture node = new ProjectionFixture(false)) {
                new Play(node, new Random(seed + round)).run();
            }
        }
    }

    /** One database. */
    private static final class Play {
        private static final int STEPS = 120;
        private static final String COUNTING = "counting";

        private final ProjectionFixture node;
        private final Random random;

        Play(ProjectionFixture node, Random random) {
            this.node = node;
            this.random = random;
        }

        void run() throws DefinitionException {
            for (SystemProjection each : SystemProjection.values()) {
                ProjectionConfig usual = ProjectionConfig.usual(true, false);
                node.done(
                        node.projections.updateConfig(
                                Caller.SYSTEM, each.title(), oftenMarked(usual)));
                node.enable(each.title());
            }
            createCounting();
            for (int step = 0; step < STEPS; step++) {
                step();
            }
            Map<StreamName, List<String>> expected = expected();
            await().untilAsserted(() -> assertThat(actual()).isEqualTo(expected));
            node.projections.close();
            assertThat(actual()).isEqualTo(expected);
        }

        /** What it emits depends on its state, so that an event counted twice would show. */
        private void createCounting() {
            NewProjection counting =
                    new NewProjection(
                            COUNTING,
                            "JS",
                            """
                            fromAll().foreachStream().when({
                              $init: () => ({n: 0}),
                              $any: (s, e) => {
                                s.n++;
                                emit('$counted-' + e.streamId, 'counted', s);
                                return s;
                              }
                            })
                            """,
                            ProjectionMode.CONTINUOUS,
                            false,
                            true,
                            true,
                            false);
            node.done(node.projections.create(Caller.SYSTEM, counting));
            ProjectionConfig usual = ProjectionConfig.usual(true, false);
            node.done(node.projections.updateConfig(Caller.SYSTEM, COUNTING, oftenMarked(usual)));
            node.enable(COUNTING);
        }

        private ProjectionConfig oftenMarked(ProjectionConfig usual) {
            return new ProjectionConfig(
                    true,
                    false,
                    0,
                    1 + random.nextInt(30),
                    usual.checkpointUnhandledBytes(),
                    usual.pendingEventsMax(),
                    usual.writeBatchMax(),
                    0);
        }

        private void step() {
            switch (random.nextInt(20)) {
                case 0 -> node.restart();
                case 1, 2 -> node.kill();
                case 3, 4 -> {
                    node.mortal.dieAfterNextWrite();
                    append();
                    await().until(node.mortal::isDead);
                    node.restart();
                }
                case 5 -> node.delete(stream(), random.nextInt(4) == 0);
                case 6 -> disturb(any());
                default -> append();
            }
        }

        private void disturb(String projection) {
            if (random.nextBoolean()) {
                node.disable(projection);
            } else {
                node.done(node.projections.abort(Caller.SYSTEM, projection));
            }
            append();
            node.enable(projection);
        }

        private void append() {
            NewEvent[] events = new NewEvent[1 + random.nextInt(8)];
            for (int i = 0; i < events.length; i++) {
                String metadata =
                        random.nextInt(3) == 0
                                ? "{\"$correlationId\":\"c" + random.nextInt(5) + "\"}"
                                : "";
                events[i] = event("t" + random.nextInt(4), metadata);
            }
            // Some fall on streams that are deleted for good, one is always alive.
            node.append(stream(), events);
            node.append("alive-1", event("tick"));
        }

        private String stream() {
            return "s" + random.nextInt(3) + "-" + random.nextInt(6);
        }

        private String any() {
            SystemProjection[] all = SystemProjection.values();
            int choice = random.nextInt(all.length + 1);
            return choice == all.length ? COUNTING : all[choice].title();
        }

        private Map<StreamName, List<String>> expected() throws DefinitionException {
            List<Handler> handlers = new ArrayList<>();
            for (SystemProjection each : SystemProjection.values()) {
                handlers.add(each.handler(each.query()));
            }
            Map<StreamName, List<String>> expected = new TreeMap<>();
            Map<StreamName, Integer> counts = new HashMap<>();
            for (RecordedEvent event : node.all()) {
                StreamName of = event.stream();
                if (of.isMetastream() ? of.original().isSystem() : of.isSystem()) {
                    continue;
                }
                StreamName partition = of.isMetastream() ? of.original() : of;
                expected.computeIfAbsent(StreamName.of("$counted-" + of), _ -> new ArrayList<>())
                        .add("{\"n\":" + counts.merge(partition, 1, Integer::sum) + "}");
                for (Handler handler : handlers) {
                    for (Emitted emitted :
                            handler.handle(SourceEvent.of(event), _ -> Optional.empty())) {
                        expected.computeIfAbsent(emitted.stream(), _ -> new ArrayList<>())
                                .add(emitted.data().text());
                    }
                }
            }
            return expected;
        }

        private Map<StreamName, List<String>> actual() {
            Map<StreamName, List<String>> actual = new TreeMap<>();
            node.all().stream()
                    .filter(event -> isEmitted(event))
                    .forEach(event ->
                            actual.computeIfAbsent(event.stream(), _ -> new ArrayList<>())
                                    .add(event.data().text()));
            return actual;
        }

        private static boolean isEmitted(RecordedEvent event) {
            return Stream.of(SystemEventTypes.LINK, SystemEventTypes.STREAM_REFERENCE, "counted")
                    .anyMatch(event.type()::equals);
        }
    }
}
