package dev.eventstore.server.scavenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.eventlog.LogSnapshot;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Starting, stopping, resuming, and what is told about it. */
@Timeout(120)
class ScavengerTest {
    private static final ScavengeSettings SLOWLY = new ScavengeSettings(1);

    @TempDir Path folder;

    @Test
    void tells_its_story_in_streams_of_its_own() {
        try (ScavengedStreams streams = inMemory()) {
            UUID id = streams.append("s", 5).metadata("s", "{\"$maxCount\":1}").scavenge();
            StreamName own = StreamName.of("$scavenges-" + id);
            List<ResolvedEvent> story = page(streams, own);
            assertThat(types(story))
                    .containsExactly(
                            "$scavengeStarted",
                            "$scavengeChunksCompleted",
                            "$scavengeIndexCompleted",
                            "$scavengeCompleted");
            assertThat(text(story.getFirst())).contains("\"scavengeId\":\"" + id + "\"");
            assertThat(text(story.get(1))).contains("\"eventsRemoved\":4", "\"wasScavenged\":true");
            assertThat(text(story.getLast()))
                    .contains("\"result\":\"Success\"", "\"timeTaken\":\"00:00:00.0000000\"");
            assertThat(types(page(streams, StreamName.of("$scavenges"))))
                    .containsExactly("$scavengeStarted", "$scavengeCompleted");
            assertThat(streams.streams().metadata(own))
                    .isInstanceOfSatisfying(
                            MetadataResult.InForce.class,
                            now -> {
                                assertThat(now.metadata().maxAge()).isEqualTo(Duration.ofDays(30));
                                assertThat(now.metadata().acl()).isNotNull();
                            });
        }
    }

    @Test
    void an_empty_log_is_scavenged_at_once() {
        try (ScavengedStreams streams = inMemory()) {
            UUID id = streams.scavenge();
            assertThat(types(page(streams, StreamName.of("$scavenges-" + id))))
                    .containsExactly("$scavengeStarted", "$scavengeCompleted");
        }
    }

    @Test
    void one_runs_at_a_time_and_can_be_stopped() {
        try (ScavengedStreams streams = inMemory()) {
            fill(streams, 40_000);
            UUID id = started(streams);
            assertThat(streams.scavenger().current()).contains(id);
            assertThat(streams.scavenger().start(SLOWLY))
                    .isEqualTo(new StartResult.AlreadyRunning(id));
            assertThat(streams.scavenger().stop(UUID.randomUUID()))
                    .isEqualTo(StopResult.NOT_RUNNING);

            assertThat(streams.scavenger().stop(id)).isEqualTo(StopResult.STOPPING);

            streams.awaitEnd();
            assertThat(streams.scavenger().stop(id)).isEqualTo(StopResult.NOT_RUNNING);
            List<ResolvedEvent> story = page(streams, StreamName.of("$scavenges-" + id));
            assertThat(text(story.getLast())).contains("\"result\":\"Stopped\"");
            assertThat(streams.kept("s")).hasSizeGreaterThan(1);
            streams.scavenge();
            assertThat(streams.kept("s")).hasSize(1);
        }
    }

    @Test
    void goes_on_where_it_was_when_the_node_starts_again() {
        UUID id;
        int left;
        try (ScavengedStreams streams = onDisk()) {
            fill(streams, 10_000);
            id = started(streams, new ScavengeSettings(10));
            awaitFirstRemoval(streams);
            streams.scavenger().close();
            left = streams.kept("s").size();
            assertThat(left).as("not through yet").isGreaterThan(1);
        }
        try (ScavengedStreams streams = onDisk()) {
            assertThat(streams.kept("s")).hasSize(left);
            assertThat(streams.scavenger().resume()).contains(id);
            assertThat(streams.scavenger().resume()).as("once").contains(id);
            assertThat(streams.scavenger().start(SLOWLY))
                    .isEqualTo(new StartResult.AlreadyRunning(id));
            streams.awaitEnd();
            assertThat(streams.kept("s")).containsExactly(9_999L);
            List<ResolvedEvent> story = page(streams, StreamName.of("$scavenges-" + id));
            assertThat(types(story))
                    .containsExactly(
                            "$scavengeStarted",
                            "$scavengeChunksCompleted",
                            "$scavengeIndexCompleted",
                            "$scavengeCompleted");
            assertThat(text(story.getLast()))
                    .contains("\"result\":\"Success\"", "\"eventsRemoved\":9999");
        }
        try (ScavengedStreams streams = onDisk()) {
            assertThat(streams.scavenger().resume()).isEqualTo(Optional.empty());
        }
    }

    @Test
    void appends_and_new_metadata_go_on_meanwhile_and_count() throws InterruptedException {
        try (ScavengedStreams streams = onDisk()) {
            fill(streams, 30_000);
            AtomicBoolean isOver = new AtomicBoolean();
            AtomicLong appended = new AtomicLong();
            Thread writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                while (!isOver.get()) {
                                    streams.append("other", 10);
                                    appended.addAndGet(10);
                                }
                            });
            started(streams, new ScavengeSettings(5));
            awaitFirstRemoval(streams);
            streams.metadata("s", "{}");
            int left = streams.kept("s").size();
            assertThat(left).isGreaterThan(1);
            streams.awaitEnd();
            isOver.set(true);
            writer.join();
            assertThat(streams.kept("s")).as("nothing more was removed").hasSize(left);
            assertThat(streams.kept("other")).hasSize((int) appended.get());
        }
    }

    @Test
    void the_disk_space_comes_back_and_the_index_forgets() {
        long before;
        try (ScavengedStreams streams = onDisk()) {
            fill(streams, 100_000);
            before = streams.log().fileBytes();
            streams.scavenge();
            assertThat(streams.log().fileBytes()).isLessThan(before / 10);
        }
        try (ScavengedStreams streams = onDisk()) {
            assertThat(streams.log().fileBytes()).isLessThan(before / 10);
            assertThat(streams.kept("s")).containsExactly(99_999L);
            assertThat(streams.append("s", 1).kept("s")).containsExactly(99_999L, 100_000L);
        }
    }

    @Test
    void the_newest_event_of_all_stays() {
        try (ScavengedStreams streams = onDisk()) {
            fill(streams, 100);
            streams.scavenge();
        }
        try (ScavengedStreams streams = onDisk();
                LogSnapshot snapshot = streams.log().snapshot()) {
            assertThat(snapshot.at(Position.of(snapshot.head()))).isNotNull();
        }
    }

    private static void fill(ScavengedStreams streams, int events) {
        for (int i = 0; i < events; i += 1_000) {
            streams.append("s", Math.min(1_000, events - i));
        }
        streams.metadata("s", "{\"$maxCount\":1}");
    }

    private static void awaitFirstRemoval(ScavengedStreams streams) {
        await().pollInterval(Duration.ofMillis(2))
                .until(() -> {
                    try (LogSnapshot snapshot = streams.log().snapshot()) {
                        return snapshot.at(Position.of(1)) == null;
                    }
                });
    }

    private static UUID started(ScavengedStreams streams) {
        return started(streams, SLOWLY);
    }

    private static UUID started(ScavengedStreams streams, ScavengeSettings settings) {
        assertThat(streams.scavenger().start(settings)).isInstanceOf(StartResult.Started.class);
        return streams.scavenger().current().orElseThrow();
    }

    private static ScavengedStreams inMemory() {
        return new ScavengedStreams(EventLog.inMemory());
    }

    private ScavengedStreams onDisk() {
        return new ScavengedStreams(EventLog.open(folder));
    }

    private static List<ResolvedEvent> page(ScavengedStreams streams, StreamName stream) {
        ReadStreamResult result =
                streams.streams()
                        .readStream(
                                new ReadStream(
                                        stream, Revision.of(0), 100, Direction.FORWARD, true));
        return ((ReadStreamResult.Page) result).events();
    }

    private static List<String> types(List<ResolvedEvent> events) {
        return events.stream()
                .map(each -> each.event() == null ? "" : each.event().type())
                .toList();
    }

    private static String text(ResolvedEvent resolved) {
        return resolved.original().data().text();
    }
}
