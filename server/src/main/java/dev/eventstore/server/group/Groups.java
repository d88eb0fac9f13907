package dev.eventstore.server.group;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All groups of a node. Thread-safe. */
public final class Groups implements GroupOperations, AutoCloseable {
    /** All that there is, for {@link ParkedChoice.Count}. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /** How many groups a node may have. */
    public static final int GROUPS_MAX = 5_000;

    private static final Logger logger = LoggerFactory.getLogger(Groups.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final StreamName CATALOG = StreamName.of("$persistentSubscriptionConfig");

    private final GuardedStreams guarded;
    private final Outside outside;
    private final Catalog catalog;
    private final RunningGroups running;

    private volatile boolean isReady;

    /**
     * @param guarded says who may read a stream
     */
    public Groups(GuardedStreams guarded, Outside outside) {
        this.guarded = guarded;
        this.outside = outside;
        this.catalog =
                new Catalog(
                        new OwnStream(outside.streams(), outside.ids(), CATALOG),
                        outside.beginning(),
                        outside.clock());
        this.running = new RunningGroups(outside);
    }

    /** Starts all groups that there are. */
    public synchronized void start() {
        startAll();
        running.startClock();
    }

    /** Stops all groups; what they have settled is written down. */
    @Override
    public synchronized void close() {
        running.stopClock();
        stopAll();
    }

    private void startAll() {
        catalog.read().forEach(running::start);
        isReady = true;
        if (running.count() > 0) {
            logger.info("{} persistent subscriptions are running.", running.count());
        }
    }

    private void stopAll() {
        isReady = false;
        running.stopAll();
    }

    @Override
    public boolean isReady() {
        return isReady;
    }

    @Override
    public GroupResult create(Caller caller, GroupId id, GroupSettings settings) {
        if (!caller.isOperator()) {
            return new GroupResult.AccessDenied();
        }
        GroupResult result =
                settings.problem(id)
                        .<GroupResult>map(GroupResult.Failed::new)
                        .orElseGet(() -> create(id, settings, by(caller)));
        Group created = running.at(id);
        if (result instanceof GroupResult.Done && created != null) {
            awaitFilled(created);
        }
        return result;
    }

    private static void awaitFilled(Group group) {
        try {
            group.awaitFilled(PATIENCE);
        } catch (InterruptedException stop) {
            // It is made all the same.
            Thread.currentThread().interrupt();
        }
    }

    private synchronized GroupResult create(GroupId id, GroupSettings settings, String by) {
        if (!isReady) {
            return notReady();
        }
        if (running.at(id) != null) {
            return new GroupResult.AlreadyExists(id);
        }
        if (running.count() >= GROUPS_MAX) {
            return new GroupResult.Failed("There are " + GROUPS_MAX + " groups; no more can be.");
        }
        Optional<String> problem = beyondEnd(settings);
        if (problem.isPresent()) {
            return new GroupResult.Failed(problem.get());
        }
        Reached begin = outside.beginning().of(id, settings.start());
        Catalog.Listed listed = new Catalog.Listed(id, settings, begin);
        List<Catalog.Listed> all = running.listed();
        all.add(listed);
        if (!catalog.write(all, by)) {
            return notWritten();
        }
        running.start(listed);
        return new GroupResult.Done();
    }

    @Override
    public GroupResult update(Caller caller, GroupId id, GroupSettings settings) {
        if (!caller.isOperator()) {
            return new GroupResult.AccessDenied();
        }
        return settings.problem(id)
                .<GroupResult>map(GroupResult.Failed::new)
                .orElseGet(() -> update(id, settings, by(caller)));
    }

    private synchronized GroupResult update(GroupId id, GroupSettings settings, String by) {
        if (!isReady) {
            return notReady();
        }
        Group before = running.at(id);
        if (before == null) {
            return new GroupResult.DoesNotExist(id);
        }
        Optional<String> problem = beyondEnd(settings);
        if (problem.isPresent()) {
            return new GroupResult.Failed(problem.get());
        }
        // The same start means the same place: what came since the group was made is not lost.
        boolean isSameStart = before.listed().settings().start().equals(settings.start());
        Reached begin =
                isSameStart
                        ? before.listed().begin()
                        : outside.beginning().of(id, settings.start());
        Catalog.Listed listed = new Catalog.Listed(id, settings, begin);
        List<Catalog.Listed> all = running.listed();
        all.replaceAll(group -> group.id().equals(id) ? listed : group);
        if (!catalog.write(all, by)) {
            return notWritten();
        }
        running.replace(before, listed);
        return new GroupResult.Done();
    }

    @Override
    public synchronized GroupResult delete(Caller caller, GroupId id) {
        if (!caller.isOperator()) {
            return new GroupResult.AccessDenied();
        }
        if (!isReady) {
            return notReady();
        }
        Group group = running.at(id);
        if (group == null) {
            return new GroupResult.DoesNotExist(id);
        }
        List<Catalog.Listed> all = running.listed();
        all.removeIf(listed -> listed.id().equals(id));
        if (!catalog.write(all, by(caller))) {
            return notWritten();
        }
        running.delete(group);
        return new GroupResult.Done();
    }

    @Override
    public GroupResult replayParked(Caller caller, GroupId id, ParkedChoice choice) {
        return onParked(caller, id, choice, parked -> parked.replay(choice));
    }

    @Override
    public GroupResult truncateParked(Caller caller, GroupId id, ParkedChoice choice) {
        return onParked(caller, id, choice, parked -> parked.truncate(choice));
    }

    private GroupResult onParked(
            Caller caller,
            GroupId id,
            ParkedChoice choice,
            Function<ParkedEvents, Optional<String>> work) {
        if (!caller.isOperator()) {
            return new GroupResult.AccessDenied();
        }
        if (choice instanceof ParkedChoice.Count(long limit) && limit < 0) {
            return new GroupResult.Failed("Cannot stop at " + limit + ": 0 or more is possible.");
        }
        if (!isReady) {
            return notReady();
        }
        Group group = running.at(id);
        if (group == null) {
            return new GroupResult.DoesNotExist(id);
        }
        return work.apply(group.parked())
                .<GroupResult>map(GroupResult.Failed::new)
                .orElseGet(GroupResult.Done::new);
    }

    @Override
    public synchronized GroupResult restart(Caller caller) {
        if (!caller.isOperator()) {
            return new GroupResult.AccessDenied();
        }
        if (!isReady) {
            return notReady();
        }
        stopAll();
        startAll();
        return new GroupResult.Done();
    }

    @Override
    public ConnectResult connect(Caller caller, GroupId id, ConsumerRequest request) {
        if (!isReady) {
            return new ConnectResult.NotReady();
        }
        Group group = running.at(id);
        if (group == null) {
            return new ConnectResult.DoesNotExist(id);
        }
        if (!mayRead(caller, id)) {
            return new ConnectResult.AccessDenied(id);
        }
        Reached end = outside.beginning().end(id);
        long lastRevision = end instanceof Reached.InStream(long revision) ? revision : -1;
        return group.connect(request, lastRevision)
                .<ConnectResult>map(ConnectResult.Connected::new)
                .orElseGet(() -> new ConnectResult.TooManyConsumers(id));
    }

    @Override
    public TakeResult take(Caller caller, GroupId id, int count) {
        if (!isReady) {
            return new TakeResult.NotReady();
        }
        Group group = running.at(id);
        if (group == null) {
            return new TakeResult.DoesNotExist(id);
        }
        if (!mayRead(caller, id)) {
            return new TakeResult.AccessDenied(id);
        }
        List<Message> taken = group.take(count);
        caller.counter().read(taken.size());
        return new TakeResult.Taken(taken);
    }

    @Override
    public void acknowledge(Caller caller, GroupId id, List<UUID> ids) {
        Group group = running.at(id);
        if (group != null && mayRead(caller, id)) {
            group.acknowledge(ids);
        }
    }

    @Override
    public void refuse(
            Caller caller, GroupId id, List<UUID> ids, NackAction action, String reason) {
        Group group = running.at(id);
        if (group != null && mayRead(caller, id)) {
            group.refuse(ids, action, reason);
        }
    }

    @Override
    public Optional<GroupInfo> info(GroupId id) {
        return Optional.ofNullable(running.at(id)).map(Group::info);
    }

    @Override
    public List<GroupInfo> list() {
        return infos(running.all());
    }

    @Override
    public Optional<List<GroupInfo>> list(StreamName source) {
        return running.of(source).map(Groups::infos);
    }

    /** The same groups, with somebody who sees what is done with them. */
    public GroupOperations observedBy(GroupObserver who) {
        return new ObservedGroups(this, who);
    }

    /** Which events of a group are parked; empty if there is no such group. */
    public Optional<ParkedState> parked(GroupId id) {
        return Optional.ofNullable(running.at(id)).map(group -> group.parked().state());
    }

    /** How a group does now; empty if there is none, or it does not know yet where it begins. */
    public Optional<GroupFigures> figures(GroupId id) {
        return Optional.ofNullable(running.at(id)).flatMap(Group::figures);
    }

    /**
     * How a group did in the last quarter of an hour, every {@link GroupHistory#PERIOD}, oldest
     * first; nothing if there are very many groups.
     */
    public List<GroupFigures> history(GroupId id) {
        return running.history(id);
    }

    /** The names of a stream's groups, in order; what {@link #list} counts is left alone. */
    public List<String> names(StreamName source) {
        return running.all().stream()
                .map(Group::id)
                .filter(id -> id.source().equals(source))
                .map(GroupId::name)
                .sorted()
                .toList();
    }

    private static List<GroupInfo> infos(Collection<Group> groups) {
        Comparator<Group> byStream = Comparator.comparing(group -> group.id().source());
        return groups.stream()
                .sorted(byStream.thenComparing(group -> group.id().name()))
                .map(Group::info)
                .toList();
    }

    private boolean mayRead(Caller caller, GroupId id) {
        return guarded.mayRead(caller, id.source());
    }

    private Optional<String> beyondEnd(GroupSettings settings) {
        Position head = outside.streams().head();
        return settings.start() instanceof GroupStart.AtPosition(Position at)
                        && at.compareTo(head) > 0
                ? Optional.of(
                        "Invalid Start From position: " + at + " is beyond the end, " + head + ".")
                : Optional.empty();
    }

    private static GroupResult notReady() {
        return new GroupResult.Failed("Persistent subscriptions are not running.");
    }

    private static GroupResult notWritten() {
        return new GroupResult.Failed(
                "It cannot be written to " + CATALOG + "; the log of the node says why.");
    }

    private static String by(Caller caller) {
        return caller.login() == null ? "anonymous" : caller.login();
    }
}
