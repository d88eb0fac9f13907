package dev.eventstore.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.ExpectedVersion.Exactly;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Effort;
import dev.eventstore.server.fixture.Events;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.AppendResult.Appended;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.DeleteResult;
import dev.eventstore.server.stream.MultiAppendResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Appends, repeats, deletes, metadata, scavenges, restarts, crashes and backups in any order: every
 * answer and everything that is read is as the {@link ModelStream}s have it.
 */
class StreamsSimulation {
    private static final int STREAMS = 25;
    private static final int STEPS = 400;
    private static final int BATCH_MAX = 8;

    @TempDir Path root;

    private Random dice = new Random();
    private final List<ModelStream> model = new ArrayList<>();
    private int names;

    @Test
    void every_history_goes_as_the_model_says() throws IOException {
        long seed = Effort.seed(StreamsSimulation.class);
        int histories = Effort.of(12, 1_000);
        for (int i = 0; i < histories; i++) {
            run(seed + i);
        }
    }

    private void run(long seed) throws IOException {
        dice = new Random(seed);
        model.clear();
        names = 0;
        while (model.size() < STREAMS) {
            model.add(newStream());
        }
        Path folder = Files.createDirectories(root.resolve("seed-" + seed));
        int step = 0;
        try (SimulatedNode node = new SimulatedNode(folder, seed)) {
            ModelReader reader = new ModelReader(node, model, dice);
            for (; step < STEPS; step++) {
                boolean wasScavenging = node.isScavenging();
                step(node, reader);
                if (wasScavenging || node.isScavenging()) {
                    // It may have seen what the step did.
                    model.forEach(ModelStream::scavenge);
                }
            }
            reader.readEverything();
        } catch (AssertionError | RuntimeException failed) {
            throw new AssertionError("-Dseed=" + seed + " fails at step " + step, failed);
        }
    }

    private void step(SimulatedNode node, ModelReader reader) throws IOException {
        switch (dice.nextInt(100)) {
            case 0 -> node.restart();
            case 1 -> node.crash();
            case 2 -> node.restoreBackup();
            case 3, 4 -> {
                boolean isWatched = dice.nextBoolean();
                if (isWatched) {
                    node.awaitScavenge();
                }
                model.forEach(ModelStream::scavenge);
                node.startScavenge();
                if (isWatched) {
                    node.awaitScavenge();
                    reader.assertNothingHiddenIsKept();
                }
            }
            case 5, 6 -> reader.readEverything();
            case 7, 8, 9 -> delete(node, dice.nextInt(8) == 0);
            case 10, 11, 12, 13, 14, 15, 16 -> metadata(node);
            default -> {
                if (dice.nextInt(3) == 0) {
                    reader.readSomething(some());
                } else {
                    append(node);
                }
            }
        }
    }

    private void append(SimulatedNode node) {
        List<ModelStream> streams = new ArrayList<>(List.of(some()));
        ModelStream second = some();
        if (dice.nextInt(4) == 0 && !streams.contains(second)) {
            streams.add(second);
        }
        List<Append> parts = streams.stream().map(this::randomAppend).toList();
        MultiAppendResult result = node.streams().appendToMany(parts);
        List<AppendResult> judged = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            judged.add(streams.get(i).judge(parts.get(i).expected(), parts.get(i).events()));
        }
        switch (result) {
            case MultiAppendResult.Refused(int part, AppendResult reason) -> {
                assertThat(judged.subList(0, part))
                        .allSatisfy(each -> assertThat(each).isInstanceOf(Appended.class));
                assertThat(reason).as("%s", parts).isEqualTo(judged.get(part));
            }
            case MultiAppendResult.Appended(List<Appended> answers) -> {
                for (int i = 0; i < parts.size(); i++) {
                    accept(streams.get(i), parts.get(i), judged.get(i), answers.get(i));
                }
            }
        }
    }

    private static void accept(
            ModelStream stream, Append append, AppendResult judged, Appended answer) {
        if (!(judged instanceof Appended right)) {
            fail("%s was answered with %s instead of %s", append, answer, judged);
            return;
        }
        Appended expected =
                right.repeat()
                        ? right
                        : new Appended(right.first(), right.last(), answer.position(), false);
        assertThat(answer).as("%s", append).isEqualTo(expected);
        if (!answer.repeat()) {
            stream.append(append.events(), answer.position());
        }
    }

    private Append randomAppend(ModelStream stream) {
        List<NewEvent> events = dice.nextInt(4) == 0 ? oldEvents(stream) : List.of();
        if (!events.isEmpty()) {
            boolean isContinued = dice.nextInt(4) == 0;
            if (isContinued) {
                events = new ArrayList<>(events);
                events.add(newEvent());
            }
            ExpectedVersion believed = belief(stream);
            boolean wouldWrite =
                    believed.equals(new Exactly(Revision.of(Math.max(0, stream.head()))));
            return new Append(stream.name, wouldWrite ? Belief.ANY : believed, events);
        }
        List<NewEvent> fresh = new ArrayList<>();
        for (int count = 1 + dice.nextInt(BATCH_MAX); count > 0; count--) {
            fresh.add(newEvent());
        }
        return new Append(stream.name, belief(stream), fresh);
    }

    /**
     * Events of the stream that are there for certain, as they were sent; none if there are none.
     */
    private List<NewEvent> oldEvents(ModelStream stream) {
        List<NewEvent> events = new ArrayList<>();
        if (stream.head() < 0) {
            return events;
        }
        long from = dice.nextInt((int) stream.head() + 1);
        for (long i = from; i <= stream.head() && events.size() < BATCH_MAX; i++) {
            if (!stream.isVisible(i) || stream.at(i).mayBeGone()) {
                break;
            }
            events.add(stream.at(i).event);
        }
        return events;
    }

    private ExpectedVersion belief(ModelStream stream) {
        return switch (dice.nextInt(10)) {
            case 0 -> Belief.NO_STREAM;
            case 1 -> Belief.STREAM_EXISTS;
            case 2, 3 -> Belief.ANY;
            case 4 -> new Exactly(Revision.of(dice.nextInt(30)));
            default ->
                    stream.head() < 0 ? Belief.NO_STREAM : new Exactly(Revision.of(stream.head()));
        };
    }

    private NewEvent newEvent() {
        byte[] data = new byte[dice.nextInt(20) == 0 ? 5_000 : dice.nextInt(200)];
        dice.nextBytes(data);
        byte[] metadata = new byte[dice.nextInt(3) == 0 ? 20 : 0];
        return new NewEvent(
                new UUID(dice.nextLong(), dice.nextLong()),
                "type-" + dice.nextInt(3),
                dice.nextBoolean(),
                Payload.of(data),
                Payload.of(metadata));
    }

    private void delete(SimulatedNode node, boolean forGood) {
        ModelStream stream = some();
        ExpectedVersion expected = belief(stream);
        DeleteResult answer = node.streams().delete(new Delete(stream.name, expected, forGood));
        DeleteResult judged = stream.delete(expected, forGood);
        if (judged instanceof DeleteResult.Deleted) {
            assertThat(answer).isInstanceOf(DeleteResult.Deleted.class);
        } else {
            assertThat(answer).isEqualTo(judged);
        }
        if (stream.isTombstoned() && dice.nextBoolean()) {
            model.add(newStream());
        }
    }

    private void metadata(SimulatedNode node) {
        ModelStream stream = some();
        if (stream.isTombstoned()) {
            return;
        }
        @Nullable Long maxCount = dice.nextBoolean() ? 1L + dice.nextInt(20) : null;
        long truncateBefore = dice.nextInt(3) == 0 ? dice.nextInt(20) : 0;
        String json =
                "{\"$tb\":%d%s,\"own\":[1]}"
                        .formatted(
                                truncateBefore,
                                maxCount == null ? "" : ",\"$maxCount\":" + maxCount);
        AppendResult answer =
                node.streams()
                        .append(
                                new Append(
                                        stream.name.metastream(),
                                        Belief.ANY,
                                        List.of(Events.metadata(json))));
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Appended.class,
                        appended ->
                                assertThat(appended.first()).isEqualTo(stream.metadataEvents()));
        stream.metadata(maxCount, truncateBefore);
    }

    private ModelStream newStream() {
        return new ModelStream(StreamName.of("stream-" + names++));
    }

    private ModelStream some() {
        return model.get(dice.nextInt(model.size()));
    }
}
