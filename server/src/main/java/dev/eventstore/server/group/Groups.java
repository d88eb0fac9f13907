package dev.eventstore.server.group;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.ReadAll;
import dev.eventstore.server.stream.ReadAllResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All groups of a node. Thread-safe. */
public final class Groups implements AutoCloseable {
    /** All that there is, for {@link #replayParked} and {@link #truncateParked}. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    /** How many groups a node may have. */
    public static final int GROUPS_MAX = 5_000;

    private static final Logger logger = LoggerFactory.getLogger(Groups.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final StreamName CATALOG = StreamName.of("$persistentSubscriptionConfig");

    private final GuardedStreams guarded;
    private final Outside outside;
    private final Catalog catalog;
    private final Map<GroupId, Group> running = new ConcurrentHashMap<>();
    private final Set<StreamName> sources = ConcurrentHashMap.newKeySet();
    private final Thread ticker;
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
        this.ticker = Thread.ofVirtual().name("group-ticker").unstarted(this::tick);
    }

    /** Starts all groups that there are. */
    public synchronized void start() {
        startAll();
        ticker.start();
    }

    /** Stops all groups; what they have settled is written down. */
    @Override
    public synchronized void close() {
        ticker.interrupt();
        stopAll();
    }

    /** Answers whether the groups are running. */
    public boolean isReady() {
        return isReady;
    }

    /**
     * Makes a group, for operators. It is answered when the group has looked at what there is, or
     * has not done so within a second: who asks for events next shall get some.
     */
    public GroupResult create(Caller caller, GroupId id, GroupSettings settings) {
        if (!caller.isOperator()) {
            return new GroupResult.AccessDenied();
        }
        GroupResult result =
                settings.problem(id)
                        .<GroupResult>map(GroupResult.Failed::new)
                        .orElseGet(() -> create(id, settings, by(caller)));
        Group created = running.get(id);
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
        if (running.containsKey(id)) {
            return new GroupResult.AlreadyExists(id);
        }
        if (running.size() >= GROUPS_MAX) {
            return new GroupResult.Failed("There are " + GROUPS_MAX + " groups; no more can be.");
        }
        Optional<String> problem = beyondEnd(settings);
        if (problem.isPresent()) {
            return new GroupResult.Failed(problem.get());
        }
        Reached begin = outside.beginning().of(id, settings.start());
        Catalog.Listed listed = new Catalog.Listed(id, settings, begin);
        List<Catalog.Listed> all = listed();
        all.add(listed);
        if (!catalog.write(all, by)) {
            return notWritten();
        }
        run(listed);
        return new GroupResult.Done();
    }

    /**
     * Gives a group other settings, for operators. Its consumers are dropped, and it goes on from
     * where it was; the new start counts only if it has settled nothing yet.
     */
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
        Group before = running.get(id);
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
        List<Catalog.Listed> all = listed();
        all.replaceAll(group -> group.id().equals(id) ? listed : group);
        if (!catalog.write(all, by)) {
            return notWritten();
        }
        before.stop(DropReason.GROUP_UPDATED);
        join(List.of(before));
        run(listed);
        return new GroupResult.Done();
    }

    /** Deletes a group with its place and its parked events, for operators. */
    public synchronized GroupResult delete(Caller caller, GroupId id) {
        if (!caller.isOperator()) {
            return new GroupResult.AccessDenied();
        }
        if (!isReady) {
            return notReady();
        }
        Group group = running.get(id);
        if (group == null) {
            return new GroupResult.DoesNotExist(id);
        }
        List<Catalog.Listed> all = listed();
        all.removeIf(listed -> listed.id().equals(id));
        if (!catalog.write(all, by(caller))) {
            return notWritten();
        }
        running.remove(id);
        group.stop(DropReason.GROUP_DELETED);
        join(List.of(group));
        group.deleteStreams();
        return new GroupResult.Done();
    }

    /**
     * Tries parked events again, for operators, the oldest first. Does nothing while that goes on
     * already.
     *
     * @param limit how many at most, 0 or more
     */
    public GroupResult replayParked(Caller caller, GroupId id, long limit) {
        return onParked(caller, id, limit, group -> group.replayParked(limit));
    }

    /**
     * Forgets parked events, for operators, the oldest first. Does nothing while they are being
     * tried again.
     *
     * @param limit how many at most, 0 or more
     */
    public GroupResult truncateParked(Caller caller, GroupId id, long limit) {
        return onParked(caller, id, limit, group -> group.truncateParked(limit));
    }

    private GroupResult onParked(
            Caller caller, GroupId id, long limit, java.util.function.Consumer<Group> work) {
        if (!caller.isOperator()) {
            return new GroupResult.AccessDenied();
        }
        if (limit < 0) {
            return new GroupResult.Failed("Cannot stop at " + limit + ": 0 or more is possible.");
        }
        if (!isReady) {
            return notReady();
        }
        Group group = running.get(id);
        if (group == null) {
            return new GroupResult.DoesNotExist(id);
        }
        work.accept(group);
        return new GroupResult.Done();
    }

    /** Stops all groups and starts them anew, for operators; all consumers are dropped. */
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

    /** Connects a consumer, who may read the stream. */
    public ConnectResult connect(Caller caller, GroupId id, ConsumerRequest request) {
        if (!isReady) {
            return new ConnectResult.NotReady();
        }
        Group group = running.get(id);
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

    /**
     * Takes what there is, without being connected, for those who may read the stream. What was
     * taken comes again unless it is settled in time.
     *
     * @param count how many events at most, 1 or more
     */
    public TakeResult take(Caller caller, GroupId id, int count) {
        if (!isReady) {
            return new TakeResult.NotReady();
        }
        Group group = running.get(id);
        if (group == null) {
            return new TakeResult.DoesNotExist(id);
        }
        return mayRead(caller, id)
                ? new TakeResult.Taken(group.take(count))
                : new TakeResult.AccessDenied(id);
    }

    /**
     * Settles events that were taken. What is not in flight is ignored, as is a group that does not
     * exist, and a caller who may not read the stream.
     */
    public void acknowledge(Caller caller, GroupId id, List<UUID> ids) {
        Group group = running.get(id);
        if (group != null && mayRead(caller, id)) {
            group.acknowledge(ids);
        }
    }

    /** Gives events back that were taken; ignores what {@link #acknowledge} does. */
    public void refuse(
            Caller caller, GroupId id, List<UUID> ids, NackAction action, String reason) {
        Group group = running.get(id);
        if (group != null && mayRead(caller, id)) {
            group.refuse(ids, action, reason);
        }
    }

    /** A group as it is now; empty if there is none. */
    public Optional<GroupInfo> info(GroupId id) {
        return Optional.ofNullable(running.get(id)).map(Group::info);
    }

    /** All groups, by stream and name. */
    public List<GroupInfo> list() {
        return infos(running.values());
    }

    /** The groups of a stream, by name; empty if it has had none since the node started. */
    public Optional<List<GroupInfo>> list(StreamName source) {
        return sources.contains(source)
                ? Optional.of(
                        infos(
                                running.values().stream()
                                        .filter(group -> group.id().source().equals(source))
                                        .toList()))
                : Optional.empty();
    }

    /** The names of a stream's groups, in order; what {@link #list} counts is left alone. */
    public List<String> names(StreamName source) {
        return running.keySet().stream()
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
        StreamOperations streams = guarded.on(caller);
        if (id.isOfAll()) {
            ReadAll look = new ReadAll(Position.END, 1, Direction.BACKWARD, false);
            return !(streams.readAll(look) instanceof ReadAllResult.AccessDenied);
        }
        ReadStream look = new ReadStream(id.source(), Revision.MAX, 1, Direction.BACKWARD, false);
        return !(streams.readStream(look) instanceof ReadStreamResult.AccessDenied);
    }

    private Optional<String> beyondEnd(GroupSettings settings) {
        Position head = outside.streams().head();
        return settings.start() instanceof GroupStart.AtPosition(Position at)
                        && at.compareTo(head) > 0
                ? Optional.of(
                        "Invalid Start From position: " + at + " is beyond the end, " + head + ".")
                : Optional.empty();
    }

    private void startAll() {
        catalog.read().forEach(this::run);
        isReady = true;
        if (!running.isEmpty()) {
            logger.info("{} persistent subscriptions are running.", running.size());
        }
    }

    private void stopAll() {
        isReady = false;
        running.values().forEach(group -> group.stop(DropReason.STOPPED));
        join(running.values());
        running.clear();
    }

    private void run(Catalog.Listed listed) {
        Group group = new Group(listed, outside);
        running.put(listed.id(), group);
        sources.add(listed.id().source());
        group.start();
    }

    private List<Catalog.Listed> listed() {
        return new ArrayList<>(running.values().stream().map(Group::listed).toList());
    }

    private static void join(Collection<Group> groups) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            for (Group group : groups) {
                group.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void tick() {
        try {
            while (true) {
                Thread.sleep(TICK);
                running.values().forEach(Group::tick);
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
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
