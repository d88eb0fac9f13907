package dev.eventstore.server.projection;

import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.ResolvedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.Delete;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which projections there are, and their definitions, as streams hold them: {@code
 * $projections-$all} has an event for each that was made or deleted, {@code $projections-name} the
 * definitions of one. Thread-safe.
 */
final class Registry {
    private static final Logger logger = LoggerFactory.getLogger(Registry.class);
    private static final String INITIALIZED = "$ProjectionsInitialized";
    private static final String CREATED = "$ProjectionCreated";
    private static final String DELETED = "$ProjectionDeleted";
    private static final String UPDATED = "$ProjectionUpdated";
    private static final int PAGE = 500;

    private final Outside outside;

    /**
     * A definition that is remembered.
     *
     * @param revision its own
     */
    record Stored(Definition definition, long revision) {}

    Registry(Outside outside) {
        this.outside = outside;
    }

    /** The projections that there are and their numbers, in order of creation. */
    Map<String, Long> read() {
        Map<String, Long> numbers = new LinkedHashMap<>();
        long next = 0;
        while (next >= 0) {
            ReadStream read =
                    new ReadStream(
                            Names.REGISTRY, Revision.of(next), PAGE, Direction.FORWARD, false);
            next =
                    outside.streams().readStream(read) instanceof ReadStreamResult.Page page
                            ? collect(page, numbers)
                            : -1;
        }
        return numbers;
    }

    /** The name of the projection whose making an event of the registry tells; empty for others. */
    static Optional<String> made(RecordedEvent event) {
        return event.type().equals(CREATED) ? Optional.of(event.data().text()) : Optional.empty();
    }

    /** The newest definition of a projection. */
    Optional<Stored> definition(String name) {
        ReadEvent newest = new ReadEvent(Names.definition(name), ReadEvent.NEWEST, false);
        if (!(outside.streams().readEvent(newest) instanceof ReadEventResult.Found found)) {
            return Optional.empty();
        }
        RecordedEvent event = found.event().original();
        return DefinitionJson.read(event.data())
                .map(definition -> new Stored(definition, event.revision().value()));
    }

    /**
     * The definitions that a projection has and had, from a version on to older ones.
     *
     * @param max from 1 to {@link History#PAGE_MAX}
     */
    History history(String name, Revision from, int max) {
        ReadStream read =
                new ReadStream(Names.definition(name), from, max, Direction.BACKWARD, false);
        return switch (outside.streams().readStream(read)) {
            case ReadStreamResult.Page page -> new History(pastOnes(page), page.next());
            case ReadStreamResult.PageTooLarge large ->
                    max == 1
                            ? History.EMPTY
                            : history(name, from, Math.clamp(large.fits() - 1L, 1, max - 1));
            case ReadStreamResult.NoStream _,
                    ReadStreamResult.StreamDeleted _,
                    ReadStreamResult.AccessDenied _ ->
                    History.EMPTY;
        };
    }

    private static List<PastDefinition> pastOnes(ReadStreamResult.Page page) {
        return page.events().stream()
                .map(ResolvedEvent::original)
                .flatMap(event ->
                        DefinitionJson.read(event.data()).stream()
                                .map(definition ->
                                        new PastDefinition(
                                                event.revision().value(),
                                                event.created(),
                                                definition)))
                .toList();
    }

    /** Registers projections; answers the number of the first, the others follow. */
    OptionalLong add(List<String> names) {
        List<NewEvent> events = new ArrayList<>();
        boolean isFirst = isEmpty();
        if (isFirst) {
            events.add(event(INITIALIZED, Payload.EMPTY));
        }
        names.forEach(name -> events.add(event(CREATED, Payload.of(name))));
        OptionalLong first = append(Names.REGISTRY, events);
        return isFirst && first.isPresent() ? OptionalLong.of(first.getAsLong() + 1) : first;
    }

    /**
     * Remembers definitions, one after the other.
     *
     * @param before the revision of the one before, −1 if there is none
     * @return the revision of the last
     */
    OptionalLong define(String name, long before, Definition... definitions) {
        List<NewEvent> events = new ArrayList<>();
        for (Definition definition : definitions) {
            long version = before + events.size() + 1;
            events.add(
                    event(UPDATED, DefinitionJson.write(definition, source(definition), version)));
        }
        OptionalLong first = append(Names.definition(name), events);
        return first.isPresent() ? OptionalLong.of(first.getAsLong() + events.size() - 1) : first;
    }

    /** Takes a projection off the register; answers whether that is on disk. */
    boolean remove(String name) {
        boolean isDone =
                append(Names.REGISTRY, List.of(event(DELETED, Payload.of(name)))).isPresent();
        if (isDone) {
            delete(Names.definition(name));
        }
        return isDone;
    }

    /** Deletes the streams that a projection emitted to, as far as they were tracked. */
    void deleteEmitted(String name) {
        StreamName tracking = Names.tracking(name);
        long next = 0;
        while (next >= 0) {
            ReadStream read =
                    new ReadStream(tracking, Revision.of(next), PAGE, Direction.FORWARD, false);
            next =
                    outside.streams().readStream(read) instanceof ReadStreamResult.Page page
                            ? deleteNamed(page)
                            : -1;
        }
        delete(tracking);
    }

    private long deleteNamed(ReadStreamResult.Page page) {
        page.events().stream()
                .map(each -> each.original().data().text())
                .map(StreamName::of)
                .forEach(this::delete);
        return page.isEnd() ? -1 : page.next();
    }

    /** Deletes a stream softly. */
    void delete(StreamName stream) {
        var result = outside.streams().delete(new Delete(stream, Belief.ANY, false));
        logger.debug("Deleted {}: {}", stream, result);
    }

    private @Nullable Source source(Definition definition) {
        try (Handler handler = Handlers.of(definition, outside.streams())) {
            return handler.source();
        } catch (DefinitionException senseless) {
            // What is wrong with it is told in the statistics.
            return null;
        }
    }

    private long collect(ReadStreamResult.Page page, Map<String, Long> numbers) {
        for (ResolvedEvent each : page.events()) {
            RecordedEvent event = each.original();
            String name = event.data().text();
            if (event.type().equals(CREATED)) {
                numbers.put(name, event.revision().value());
            } else if (event.type().equals(DELETED)) {
                numbers.remove(name);
            }
        }
        return page.isEnd() ? -1 : page.next();
    }

    private boolean isEmpty() {
        ReadEvent first = new ReadEvent(Names.REGISTRY, ReadEvent.NEWEST, false);
        return !(outside.streams().readEvent(first) instanceof ReadEventResult.Found);
    }

    private OptionalLong append(StreamName stream, List<NewEvent> events) {
        AppendResult result = outside.streams().append(new Append(stream, Belief.ANY, events));
        if (result instanceof AppendResult.Appended appended) {
            return OptionalLong.of(appended.first());
        }
        logger.warn("What belongs into {} cannot be written: {}", stream, result);
        return OptionalLong.empty();
    }

    private NewEvent event(String type, Payload data) {
        return new NewEvent(outside.ids().get(), type, type.equals(UPDATED), data, Payload.EMPTY);
    }
}
