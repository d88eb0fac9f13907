package dev.eventstore.server.projection;

import dev.eventstore.server.event.Revision;
import dev.eventstore.server.eventlog.LogClosedException;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.projection.system.SystemProjection;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.subscription.Subscriptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All projections of a node: transient ones are for everybody, all others are commanded by
 * operators. Thread-safe.
 */
public final class Projections implements AutoCloseable {
    /** How many projections a node may have. */
    public static final int PROJECTIONS_MAX = 2_000;

    /** How often within the expiry of a query one looks for those that are to be forgotten. */
    private static final int LOOKS_PER_EXPIRY = 10;

    /** How long one waits for scripts that begin with the node. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Logger logger = LoggerFactory.getLogger(Projections.class);

    private final ProjectionSettings settings;
    private final Outside outside;
    private final Roster roster;
    private @Nullable Thread forgetting;

    /** Begins what is written in JavaScript, which nobody who starts a node waits for. */
    private volatile @Nullable Thread beginning;

    private volatile boolean isClosing;

    /**
     * @param streams without any guard
     * @param ids names the events that are written
     */
    public Projections(
            ProjectionSettings settings,
            StreamOperations streams,
            Subscriptions subscriptions,
            Supplier<UUID> ids) {
        this.settings = settings;
        this.outside = new Outside(streams, subscriptions, ids, new Pace(streams));
        this.roster = new Roster(settings, outside);
    }

    /**
     * Makes the system projections if they are missing, and starts all that are enabled: those in
     * Java at once, those in JavaScript on a thread of its own, as their engine takes seconds to
     * load.
     */
    public synchronized void start() {
        isClosing = false;
        roster.load();
        List<Projection> scripts = new ArrayList<>();
        for (Projection each : roster.all()) {
            if (SystemProjection.isNative(each.definition().handlerType())) {
                each.begin();
            } else {
                each.expectBeginning();
                scripts.add(each);
            }
        }
        beginning =
                Thread.ofPlatform()
                        .daemon()
                        .name("scripts-begin")
                        .start(() -> scripts.forEach(this::begin));
        forgetting = Thread.ofVirtual().name("queries-expire").start(this::forgetQueries);
        logger.info("{} projections are there.", roster.all().size());
    }

    /** One command at a time; what was deleted meanwhile does not begin. */
    private void begin(Projection script) {
        synchronized (script) {
            if (isClosing || roster.find(script.name()) != script) {
                return;
            }
            try {
                script.begin();
            } catch (LogClosedException closing) {
                logger.debug("{} does not begin, as the node stops.", script.name(), closing);
            }
        }
    }

    private void awaitScripts() throws InterruptedException {
        Thread at = beginning;
        if (at != null) {
            at.join(PATIENCE);
        }
    }

    /** Stops all projections; each remembers how far it has come. */
    @Override
    public synchronized void close() {
        isClosing = true;
        if (forgetting != null) {
            forgetting.interrupt();
        }
        try {
            awaitScripts();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        roster.all().forEach(Projection::hurry);
        roster.all().forEach(Projection::stop);
    }

    /** Stops all projections and starts them as the node does; queries are gone with that. */
    public synchronized ProjectionResult restart(Caller caller) {
        if (!caller.isOperator()) {
            return new ProjectionResult.AccessDenied();
        }
        close();
        roster.clear();
        start();
        return new ProjectionResult.Done("");
    }

    /** Makes a projection. */
    public synchronized ProjectionResult create(Caller caller, NewProjection wanted) {
        if (wanted.mode() != ProjectionMode.TRANSIENT && !caller.isOperator()) {
            return new ProjectionResult.AccessDenied();
        }
        roster.dropForgotten();
        if (roster.find(wanted.name()) != null) {
            return new ProjectionResult.AlreadyExists(wanted.name());
        }
        if (roster.all().size() >= PROJECTIONS_MAX) {
            return new ProjectionResult.Failed(
                    "There are " + PROJECTIONS_MAX + " projections; no more can be.");
        }
        return wanted.problem()
                .<ProjectionResult>map(ProjectionResult.Failed::new)
                .orElseGet(() -> roster.add(wanted.name(), Definition.of(caller, wanted)));
    }

    /** Starts a projection, now and with the node. */
    public ProjectionResult enable(Caller caller, String name) {
        return command(
                caller,
                name,
                projection -> {
                    ProjectionResult result =
                            projection.isRunning()
                                    ? roster.define(projection, true)
                                    : roster.define(
                                            projection, projection.definition().enabled(true));
                    if (result instanceof ProjectionResult.Done) {
                        projection.start();
                    }
                    return result;
                });
    }

    /** Stops a projection with a checkpoint. */
    public ProjectionResult disable(Caller caller, String name) {
        return halt(caller, name, Projection::stop);
    }

    /** Stops a projection without a checkpoint. */
    public ProjectionResult abort(Caller caller, String name) {
        return halt(caller, name, Projection::abort);
    }

    /** Lets a projection begin from the beginning; what it wrote is hidden as it writes again. */
    public ProjectionResult reset(Caller caller, String name) {
        return command(
                caller,
                name,
                projection -> {
                    projection.abort();
                    long epoch = projection.written() + 1;
                    projection.forget();
                    return redefine(projection, definition -> definition.withEpoch(epoch));
                });
    }

    /**
     * Gives a projection another definition; it goes on from where it was.
     *
     * @param handlerType {@code null} to keep it
     * @param emits whether it may emit, {@code null} to keep that
     */
    public ProjectionResult updateQuery(
            Caller caller,
            String name,
            @Nullable String handlerType,
            String query,
            @Nullable Boolean emits) {
        return command(
                caller,
                name,
                projection -> {
                    projection.stop();
                    return redefine(
                            projection,
                            definition -> definition.rewritten(handlerType, query, emits));
                });
    }

    /** Gives a projection that does not run another way to work. */
    public ProjectionResult updateConfig(Caller caller, String name, ProjectionConfig config) {
        return command(
                caller,
                name,
                projection -> {
                    if (projection.isRunning()) {
                        return new ProjectionResult.Failed(
                                "Cannot update the config of a projection that hasn't been stopped"
                                        + " or faulted.");
                    }
                    return roster.define(projection, projection.definition().withConfig(config));
                });
    }

    /** Deletes a projection that does not run. */
    public synchronized ProjectionResult delete(Caller caller, String name, DeleteOptions options) {
        return command(caller, name, projection -> roster.remove(projection, options));
    }

    /** A projection as it is now. */
    public Optional<ProjectionInfo> info(String name) {
        return Optional.ofNullable(roster.find(name)).map(Projection::info);
    }

    /**
     * The definitions that a projection has and had, the newest first; nobody remembers those of
     * queries.
     *
     * @param from the version to begin with, {@link Revision#MAX} for the newest
     * @param max how many, from 1 to {@link History#PAGE_MAX}
     */
    public History history(String name, Revision from, int max) {
        Projection found = roster.find(name);
        return found == null || found.definition().mode() == ProjectionMode.TRANSIENT
                ? History.EMPTY
                : roster.history(found, from, max);
    }

    /**
     * Waits until there is something to see of a projection that was started just now: its first
     * events are handled, or there are none, or it has come to an end. Later than five seconds
     * after the start nobody waits.
     */
    public void awaitBeginning(String name) throws InterruptedException {
        Projection found = roster.find(name);
        if (found != null) {
            if (found.isToBegin()) {
                awaitScripts();
            }
            found.awaitBeginning();
        }
    }

    /**
     * How a partition of a projection stands; empty if there is no such projection.
     *
     * @param partition empty for the whole
     */
    public Optional<Standing> standing(String name, String partition) {
        return Optional.ofNullable(roster.find(name)).map(each -> each.standing(partition));
    }

    /**
     * The partitions that a projection has in memory: those that had events since it was started,
     * the last ones first, up to 10,000. Of others, only their checkpoints know.
     */
    public List<String> partitions(String name) {
        Projection found = roster.find(name);
        return found == null ? List.of() : found.partitions();
    }

    /** The partition whose state a stream keeps; empty if it keeps none of that projection. */
    public Optional<String> partitionKeptIn(String stream, String name) {
        return Names.partition(name, stream)
                .filter(key ->
                        roster.names().stream()
                                .noneMatch(other ->
                                        other.startsWith(name + "-")
                                                && Names.partition(other, stream).isPresent()));
    }

    /** All projections, by name. */
    public List<ProjectionInfo> list() {
        return roster.all().stream()
                .map(Projection::info)
                .sorted(Comparator.comparing(ProjectionInfo::name))
                .toList();
    }

    /**
     * What a definition would get next, as far as the caller may read it.
     *
     * @param begin behind which it begins, {@code null} for the beginning
     * @param max how many events at most
     * @throws InterruptedException if the thread is interrupted
     */
    public PreviewResult preview(Caller caller, Source source, @Nullable Place begin, int max)
            throws InterruptedException {
        Reading reading = new Reading(source, outside, caller);
        return new Preview(source, reading, begin == null ? reading.start() : begin, max).look();
    }

    private void forgetQueries() {
        try {
            while (true) {
                Thread.sleep(settings.queryExpiry().dividedBy(LOOKS_PER_EXPIRY));
                synchronized (this) {
                    roster.dropForgotten();
                }
            }
        } catch (InterruptedException stop) {
            logger.debug("Queries are not forgotten any more.");
        }
    }

    private ProjectionResult command(
            Caller caller, String name, Function<Projection, ProjectionResult> work) {
        Projection projection = roster.find(name);
        if (projection == null) {
            return new ProjectionResult.NotFound(name);
        }
        boolean isForOperators = projection.definition().mode() != ProjectionMode.TRANSIENT;
        if (isForOperators && !caller.isOperator()) {
            return new ProjectionResult.AccessDenied();
        }
        // One command at a time; what one begins the next one finds done.
        synchronized (projection) {
            return work.apply(projection);
        }
    }

    private ProjectionResult halt(Caller caller, String name, Consumer<Projection> how) {
        return command(
                caller,
                name,
                projection -> {
                    how.accept(projection);
                    return roster.define(projection, false);
                });
    }

    private ProjectionResult redefine(Projection projection, UnaryOperator<Definition> change) {
        ProjectionResult result = roster.define(projection, change.apply(projection.definition()));
        projection.begin();
        return result;
    }
}
