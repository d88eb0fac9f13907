package dev.eventstore.server.projection;

import dev.eventstore.server.event.Revision;
import dev.eventstore.server.projection.system.SystemProjection;
import dev.eventstore.server.security.Caller;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The projections that a node has, and what is written down of them. May be asked by any thread;
 * changes come one after the other.
 */
final class Roster {
    private static final Logger logger = LoggerFactory.getLogger(Roster.class);

    private final ProjectionSettings settings;
    private final Outside outside;
    private final Registry registry;
    private final Map<String, Projection> known = new ConcurrentHashMap<>();

    Roster(ProjectionSettings settings, Outside outside) {
        this.settings = settings;
        this.outside = outside;
        this.registry = new Registry(outside);
    }

    /** Gets those that are written down, and makes the system projections if they are missing. */
    void load() {
        Map<String, Long> registered = registry.read();
        registered.forEach(this::load);
        addStandard(registered);
    }

    /** The projection of that name, {@code null} if there is none. */
    @Nullable Projection find(String name) {
        return known.get(name);
    }

    /** All of them, in no order. */
    Collection<Projection> all() {
        return known.values();
    }

    /** The names of all. */
    Collection<String> names() {
        return known.keySet();
    }

    /** Lets go of all; what is written down stays. */
    void clear() {
        known.clear();
    }

    /** The definitions that are written down, the newest first. */
    History history(Projection projection, Revision from, int max) {
        return registry.history(projection.name(), from, max);
    }

    /** Drops the queries that nobody has asked for. */
    void dropForgotten() {
        known.values()
                .removeIf(projection -> {
                    boolean isForgotten = projection.isForgotten(settings.queryExpiry());
                    if (isForgotten) {
                        projection.abort();
                    }
                    return isForgotten;
                });
    }

    /** Writes a new projection down, queries apart, and starts it if it is enabled. */
    ProjectionResult add(String name, Definition definition) {
        if (definition.mode() == ProjectionMode.TRANSIENT) {
            put(name, -1, definition, 0).begin();
            return new ProjectionResult.Done(name);
        }
        OptionalLong id = registry.add(List.of(name));
        OptionalLong revision =
                id.isPresent() ? registry.define(name, -1, definition) : OptionalLong.empty();
        if (id.isEmpty() || revision.isEmpty()) {
            return notWritten();
        }
        put(name, id.getAsLong(), definition, revision.getAsLong()).begin();
        return new ProjectionResult.Done(name);
    }

    /** Writes down whether a projection is enabled. */
    ProjectionResult define(Projection projection, boolean isEnabled) {
        Definition definition = projection.definition();
        return definition.isEnabled() == isEnabled
                ? new ProjectionResult.Done(projection.name())
                : define(projection, definition.enabled(isEnabled));
    }

    /** Writes down what a projection is from now on. */
    ProjectionResult define(Projection projection, Definition definition) {
        OptionalLong revision =
                definition.mode() == ProjectionMode.TRANSIENT
                        ? OptionalLong.of(projection.written() + 1)
                        : registry.define(projection.name(), projection.written(), definition);
        if (revision.isEmpty()) {
            return notWritten();
        }
        projection.define(definition, revision.getAsLong());
        return new ProjectionResult.Done(projection.name());
    }

    /** Removes a projection that does not run, with as much of what it wrote as is wished. */
    ProjectionResult remove(Projection projection, DeleteOptions options) {
        if (projection.isRunning()) {
            return new ProjectionResult.Failed(
                    "Cannot delete a projection that hasn't been stopped or faulted.");
        }
        if (SystemProjection.isNamed(projection.name())) {
            return new ProjectionResult.Failed(
                    "We currently don't allow for the deletion of System Projections.");
        }
        projection.stop();
        if (projection.definition().mode() != ProjectionMode.TRANSIENT
                && !registry.remove(projection.name())) {
            return notWritten();
        }
        if (options.checkpoints()) {
            registry.delete(Names.checkpoint(projection.name()));
        }
        if (options.emitted() && projection.definition().config().tracksEmitted()) {
            registry.deleteEmitted(projection.name());
        }
        known.remove(projection.name());
        return new ProjectionResult.Done(projection.name());
    }

    private void load(String name, long id) {
        Optional<Registry.Stored> stored = registry.definition(name);
        if (stored.isEmpty()) {
            logger.warn("The definition of the projection {} is missing; it does not run.", name);
            return;
        }
        Definition definition = stored.get().definition();
        if (settings.runsAll() || SystemProjection.isNative(definition.handlerType())) {
            put(name, id, definition, stored.get().revision());
        }
    }

    private void addStandard(Map<String, Long> registered) {
        List<SystemProjection> missing = new ArrayList<>();
        for (SystemProjection each : SystemProjection.values()) {
            Projection projection = known.get(each.title());
            if (!registered.containsKey(each.title())) {
                missing.add(each);
            } else if (projection != null
                    && settings.startsStandard()
                    && !projection.definition().isEnabled()) {
                define(projection, true);
            }
        }
        if (!missing.isEmpty()) {
            register(missing);
        }
    }

    private void register(List<SystemProjection> missing) {
        OptionalLong first = registry.add(missing.stream().map(SystemProjection::title).toList());
        if (first.isEmpty()) {
            return;
        }
        long id = first.getAsLong();
        for (SystemProjection each : missing) {
            Definition made = Definition.of(Caller.SYSTEM, NewProjection.standard(each));
            Definition[] definitions =
                    settings.startsStandard()
                            ? new Definition[] {made, made.enabled(true)}
                            : new Definition[] {made};
            OptionalLong revision = registry.define(each.title(), -1, definitions);
            if (revision.isPresent()) {
                put(each.title(), id, definitions[definitions.length - 1], revision.getAsLong());
            }
            id++;
        }
    }

    private Projection put(String name, long id, Definition definition, long written) {
        Projection projection = new Projection(name, id, definition, written, outside);
        known.put(name, projection);
        return projection;
    }

    private static ProjectionResult notWritten() {
        return new ProjectionResult.Failed(
                "It cannot be written down; the log of the node says why.");
    }
}
