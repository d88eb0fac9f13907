package dev.eventstore.server.projection.debug;

import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Source;
import dev.eventstore.server.projection.handler.States;
import dev.eventstore.server.projection.javascript.JavaScriptHandler;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All sessions and dry runs of a node. Whoever opened one is the only one who sees it. Thread-safe.
 */
public final class Rehearsals implements AutoCloseable {
    /** How many there may be at a time: each holds an engine, a history and states. */
    public static final int MAX = 12;

    /** How long one is kept that nobody asks about. */
    public static final Duration IDLE_MAX = Duration.ofMinutes(15);

    /** How long one is safe that nobody asks about while others want its place. */
    static final Duration SAFE = Duration.ofMinutes(1);

    private static final Logger logger = LoggerFactory.getLogger(Rehearsals.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final GuardedStreams streams;
    private final Function<String, States> statesOf;
    private final Supplier<UUID> ids;
    private final Map<String, Open> all = new ConcurrentHashMap<>();
    private @Nullable Thread watch;
    private boolean isClosed;

    /** What came of opening one. */
    public sealed interface Opened {
        /** A session. */
        record Session(String id, DebugSession session) implements Opened {}

        /** A dry run. */
        record Run(String id, DryRun run) implements Opened {}

        /**
         * The definition makes no sense.
         *
         * @param message a sentence for whoever wrote it, with the line
         */
        record Senseless(String message) implements Opened {}

        /** There are too many. */
        record TooMany() implements Opened {}
    }

    /** One that is open, whose it is, and when it was asked for last. */
    private static final class Open {
        final Rehearsal rehearsal;
        final @Nullable String owner;
        volatile long askedNanos = System.nanoTime();

        Open(Rehearsal rehearsal, @Nullable String owner) {
            this.rehearsal = rehearsal;
            this.owner = owner;
        }
    }

    /** Makes one. */
    private interface Making<T extends Rehearsal> {
        T make(String id) throws DefinitionException;
    }

    /**
     * @param statesOf how the partitions of a projection stand, by its name
     * @param ids names what is opened
     */
    public Rehearsals(
            GuardedStreams streams, Function<String, States> statesOf, Supplier<UUID> ids) {
        this.streams = streams;
        this.statesOf = statesOf;
        this.ids = ids;
    }

    /**
     * Reads a definition and forgets it.
     *
     * @return what it selects
     * @throws DefinitionException if it makes no sense
     */
    public Source check(String query, boolean mayEmit) throws DefinitionException {
        try (JavaScriptHandler handler = JavaScriptHandler.of(query, mayEmit)) {
            return handler.source();
        }
    }

    /** Opens a session. */
    public Opened open(Caller caller, Attempt attempt) {
        States base =
                attempt.projection() == null ? States.NONE : statesOf.apply(attempt.projection());
        return open(
                caller,
                id -> new DebugSession(id, attempt, streams.on(caller), base),
                Opened.Session::new);
    }

    /** Begins a dry run. */
    public Opened begin(Caller caller, Attempt attempt, DryRun.Limits limits) {
        return open(
                caller, id -> new DryRun(id, attempt, limits, streams.on(caller)), Opened.Run::new);
    }

    /** A session that the caller opened. */
    public Optional<DebugSession> session(Caller caller, String id) {
        return find(caller, id)
                .flatMap(each ->
                        each instanceof DebugSession session
                                ? Optional.of(session)
                                : Optional.empty());
    }

    /** A dry run that the caller began. */
    public Optional<DryRun> run(Caller caller, String id) {
        return find(caller, id)
                .flatMap(each -> each instanceof DryRun run ? Optional.of(run) : Optional.empty());
    }

    /** Closes one that the caller opened; nothing if there is none. */
    public void close(Caller caller, String id) {
        if (find(caller, id).isPresent()) {
            Open open = all.remove(id);
            if (open != null) {
                open.rehearsal.close();
            }
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        if (watch != null) {
            watch.interrupt();
        }
        all.values().forEach(each -> each.rehearsal.close());
        all.clear();
    }

    private <T extends Rehearsal> Opened open(
            Caller caller, Making<T> making, BiFunction<String, T, Opened> as) {
        if (all.size() >= MAX && left().isEmpty()) {
            return new Opened.TooMany();
        }
        String id = ids.get().toString();
        try {
            T made = making.make(id);
            if (keep(id, new Open(made, caller.login()))) {
                return as.apply(id, made);
            }
            made.close();
            return new Opened.TooMany();
        } catch (DefinitionException senseless) {
            return new Opened.Senseless(String.valueOf(senseless.getMessage()));
        }
    }

    /** Keeps one if there is room, and sees to it that somebody watches. */
    private synchronized boolean keep(String id, Open open) {
        if (all.size() >= MAX) {
            left().map(all::remove).ifPresent(forgotten -> forgotten.rehearsal.close());
        }
        if (all.size() >= MAX || isClosed) {
            return false;
        }
        all.put(id, open);
        if (watch == null) {
            watch = Thread.ofVirtual().name("rehearsals").start(this::watchAll);
        }
        return true;
    }

    /** The one that nobody has asked about for longest, if that is long enough. */
    private Optional<String> left() {
        long now = System.nanoTime();
        return all.entrySet().stream()
                .filter(each -> now - each.getValue().askedNanos > SAFE.toNanos())
                .min(Comparator.comparingLong(each -> each.getValue().askedNanos - now))
                .map(Map.Entry::getKey);
    }

    private Optional<Rehearsal> find(Caller caller, String id) {
        Open open = all.get(id);
        if (open == null || !Objects.equals(open.owner, caller.login())) {
            return Optional.empty();
        }
        open.askedNanos = System.nanoTime();
        return Optional.of(open.rehearsal);
    }

    /** Ends by itself when there is nothing left to watch over. */
    private void watchAll() {
        try {
            while (isNeeded()) {
                all.values().forEach(each -> each.rehearsal.watch());
                all.entrySet().removeIf(each -> isForgotten(each.getValue()));
                Thread.sleep(LOOK_EVERY);
            }
        } catch (InterruptedException closed) {
            logger.debug("Nothing is watched over any more.");
        }
    }

    private synchronized boolean isNeeded() {
        if (all.isEmpty()) {
            watch = null;
        }
        return watch != null;
    }

    private static boolean isForgotten(Open open) {
        boolean isForgotten = System.nanoTime() - open.askedNanos > IDLE_MAX.toNanos();
        if (isForgotten) {
            open.rehearsal.close();
        }
        return isForgotten;
    }
}
