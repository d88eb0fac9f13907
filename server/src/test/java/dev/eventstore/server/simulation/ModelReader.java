package dev.eventstore.server.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Reads from the node and compares with the model. */
final class ModelReader {
    private static final int PAGE_MAX = 60;

    private final SimulatedNode node;
    private final List<ModelStream> model;
    private final Random dice;

    ModelReader(SimulatedNode node, List<ModelStream> model, Random dice) {
        this.node = node;
        this.model = model;
        this.dice = dice;
    }

    void readSomething(ModelStream stream) {
        readPage(stream, Direction.FORWARD);
        readPage(stream, Direction.BACKWARD);
        readOne(stream);
        readMetadata(stream);
    }

    void readEverything() {
        model.forEach(this::readSomething);
        boolean isQuiet = !node.isScavenging();
        List<RecordedEvent> forward = readAll(Direction.FORWARD);
        assertIsHistory(forward);
        if (isQuiet) {
            assertThat(readAll(Direction.BACKWARD).reversed()).isEqualTo(forward);
        }
    }

    /** A scavenge has ended and nothing happened since. */
    void assertNothingHiddenIsKept() {
        Map<StreamName, ModelStream> byName = byName();
        for (RecordedEvent event : readAll(Direction.FORWARD)) {
            ModelStream stream = byName.get(event.stream());
            if (stream != null && event.revision().value() < stream.head()) {
                assertThat(stream.isVisible(event.revision().value()))
                        .as("%s of %s was kept", event.revision(), event.stream())
                        .isTrue();
            }
        }
    }

    private void readPage(ModelStream stream, Direction direction) {
        boolean isForward = direction == Direction.FORWARD;
        long from = dice.nextInt((int) stream.head() + 5);
        int count = 1 + dice.nextInt(PAGE_MAX);
        Revision start = !isForward && dice.nextBoolean() ? Revision.MAX : Revision.of(from);
        ReadStreamResult result =
                node.streams()
                        .readStream(new ReadStream(stream.name, start, count, direction, false));
        switch (result) {
            case ReadStreamResult.StreamDeleted _ -> assertThat(stream.isTombstoned()).isTrue();
            case ReadStreamResult.NoStream(var _, long head) -> {
                assertThat(stream.head() < 0 || stream.isSoftDeleted()).isTrue();
                assertThat(head).isEqualTo(stream.head());
            }
            case ReadStreamResult.Page page -> {
                assertThat(stream.isTombstoned() || stream.isSoftDeleted()).isFalse();
                assertThat(page.head()).isEqualTo(stream.head());
                long upper =
                        isForward
                                ? from + count - 1
                                : start.equals(Revision.MAX) ? stream.head() : from;
                long lower = isForward ? from : upper - count + 1;
                assertPage(stream, lower, upper, page, isForward);
            }
            case ReadStreamResult.AccessDenied _, ReadStreamResult.PageTooLarge _ ->
                    throw new AssertionError(result);
        }
    }

    private static void assertPage(
            ModelStream stream,
            long lower,
            long upper,
            ReadStreamResult.Page page,
            boolean isForward) {
        List<ResolvedEvent> read = isForward ? page.events() : page.events().reversed();
        Map<Long, RecordedEvent> found = new HashMap<>();
        long before = -1;
        for (ResolvedEvent each : read) {
            long revision = each.original().revision().value();
            assertThat(revision).as("order in %s", stream.name).isGreaterThan(before);
            before = revision;
            found.put(revision, each.original());
        }
        for (long i = Math.max(0, lower); i <= Math.min(upper, stream.head()); i++) {
            RecordedEvent event = found.remove(i);
            if (!stream.isVisible(i)) {
                assertThat(event).as("%d of %s is hidden", i, stream.name).isNull();
            } else if (event != null) {
                assertSame(stream, i, event);
            } else {
                assertThat(stream.at(i).mayBeGone())
                        .as("%d of %s is missing", i, stream.name)
                        .isTrue();
            }
        }
        assertThat(found).as("not asked for, in %s", stream.name).isEmpty();
    }

    private void readOne(ModelStream stream) {
        long revision = dice.nextInt((int) stream.head() + 3) - 1L;
        ReadEventResult result =
                node.streams().readEvent(new ReadEvent(stream.name, revision, false));
        long wanted = revision < 0 ? stream.head() : revision;
        switch (result) {
            case ReadEventResult.StreamDeleted _ -> assertThat(stream.isTombstoned()).isTrue();
            case ReadEventResult.NoStream _ ->
                    assertThat(stream.head() < 0 || stream.isSoftDeleted()).isTrue();
            case ReadEventResult.NotFound _ ->
                    assertThat(
                                    wanted > stream.head()
                                            || !stream.isVisible(wanted)
                                            || stream.at(wanted).mayBeGone())
                            .as("%d of %s is missing", wanted, stream.name)
                            .isTrue();
            case ReadEventResult.Found(ResolvedEvent event, var _) -> {
                assertThat(stream.isVisible(wanted)).isTrue();
                assertSame(stream, wanted, event.original());
            }
            case ReadEventResult.AccessDenied _ -> throw new AssertionError(result);
        }
    }

    private void readMetadata(ModelStream stream) {
        if (node.streams().metadata(stream.name) instanceof MetadataResult.InForce inForce) {
            assertThat(inForce.revision()).isEqualTo(stream.metadataEvents() - 1);
            assertThat(inForce.tombstoned()).isEqualTo(stream.isTombstoned());
            if (stream.metadataEvents() > 0) {
                assertThat(inForce.metadata().maxCount()).isEqualTo(stream.maxCount());
                assertThat(inForce.metadata().truncateBefore()).isEqualTo(stream.truncateBefore());
            }
        }
    }

    private List<RecordedEvent> readAll(Direction direction) {
        List<RecordedEvent> events = new ArrayList<>();
        Position from = direction == Direction.FORWARD ? Position.START : Position.END;
        while (true) {
            ReadAllResult result =
                    node.streams()
                            .readAll(new ReadAll(from, 1 + dice.nextInt(500), direction, false));
            if (!(result instanceof ReadAllResult.Page page)) {
                throw new AssertionError(result);
            }
            page.events().forEach(event -> events.add(event.original()));
            if (page.isEnd()) {
                return events;
            }
            from = page.next();
        }
    }

    /** Everything is there in the order in which it was written, but for what may be gone. */
    private void assertIsHistory(List<RecordedEvent> events) {
        Map<StreamName, ModelStream> byName = byName();
        Map<StreamName, Long> seen = new HashMap<>();
        long before = 0;
        for (RecordedEvent event : events) {
            assertThat(event.position().value()).as("order").isGreaterThan(before);
            before = event.position().value();
            ModelStream stream = byName.get(event.stream());
            if (stream != null && !event.type().equals("$streamDeleted")) {
                assertSame(stream, event.revision().value(), event);
                seen.merge(stream.name, 1L, Long::sum);
            }
        }
        for (ModelStream stream : model) {
            long certain = 0;
            for (long i = 0; i <= stream.head(); i++) {
                certain += stream.at(i).mayBeGone() ? 0 : 1;
            }
            assertThat(seen.getOrDefault(stream.name, 0L))
                    .as("events of %s", stream.name)
                    .isBetween(certain, stream.head() + 1);
        }
    }

    private Map<StreamName, ModelStream> byName() {
        Map<StreamName, ModelStream> byName = new HashMap<>();
        model.forEach(stream -> byName.put(stream.name, stream));
        return byName;
    }

    private static void assertSame(ModelStream stream, long revision, RecordedEvent event) {
        ModelStream.Stored stored = stream.at(revision);
        NewEvent found =
                new NewEvent(
                        event.id(), event.type(), event.isJson(), event.data(), event.metadata());
        if (!found.equals(stored.event)
                || event.position().value() != stored.position
                || event.revision().value() != revision) {
            assertThat(found).as("%d of %s", revision, stream.name).isEqualTo(stored.event);
            assertThat(event.position().value()).isEqualTo(stored.position);
            assertThat(event.revision().value()).isEqualTo(revision);
        }
    }
}
