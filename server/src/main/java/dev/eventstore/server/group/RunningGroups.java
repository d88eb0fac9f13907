package dev.eventstore.server.group;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.LogClosedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The groups at work, and the clock that they share. Anybody may look; one thread at a time starts
 * and stops.
 */
final class RunningGroups {
    private static final Logger logger = LoggerFactory.getLogger(RunningGroups.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /**
     * How often it is looked whose time is up, as often as in the original: with a time of less
     * than that, clients that gather their acks for a while are relied on not to be overtaken.
     */
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Outside outside;
    private final Map<GroupId, Group> running = new ConcurrentHashMap<>();
    private final Set<StreamName> sources = ConcurrentHashMap.newKeySet();
    private final GroupHistory history = new GroupHistory();
    private final Thread ticker = Thread.ofVirtual().name("group-ticker").unstarted(this::tick);
    private final Thread historian =
            Thread.ofVirtual().name("group-history").unstarted(this::noteHistory);

    RunningGroups(Outside outside) {
        this.outside = outside;
    }

    void startClock() {
        ticker.start();
        historian.start();
    }

    void stopClock() {
        ticker.interrupt();
        historian.interrupt();
    }

    void start(Catalog.Listed listed) {
        Group group = new Group(listed, outside);
        running.put(listed.id(), group);
        sources.add(listed.id().source());
        group.start();
    }

    /** Has a group go on with other settings. */
    void replace(Group before, Catalog.Listed listed) {
        before.stop(DropReason.GROUP_UPDATED);
        join(List.of(before));
        start(listed);
    }

    /** Ends a group for good. */
    void delete(Group group) {
        running.remove(group.id());
        group.stop(DropReason.GROUP_DELETED);
        join(List.of(group));
        group.deleteStreams();
    }

    void stopAll() {
        running.values().forEach(group -> group.stop(DropReason.STOPPED));
        join(running.values());
        running.clear();
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

    int count() {
        return running.size();
    }

    @Nullable Group at(GroupId id) {
        return running.get(id);
    }

    Collection<Group> all() {
        return running.values();
    }

    /** The groups of a stream; empty if it had none since the node was started. */
    Optional<List<Group>> of(StreamName source) {
        return sources.contains(source)
                ? Optional.of(
                        running.values().stream()
                                .filter(group -> group.id().source().equals(source))
                                .toList())
                : Optional.empty();
    }

    /** All groups, as they are listed; whoever asks may change the list. */
    List<Catalog.Listed> listed() {
        return new ArrayList<>(running.values().stream().map(Group::listed).toList());
    }

    List<GroupFigures> history(GroupId id) {
        return history.of(id);
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

    /** On a thread of its own: what it runs into must not stop the clock of the groups. */
    private void noteHistory() {
        try {
            while (true) {
                Thread.sleep(GroupHistory.PERIOD);
                history.note(running.values());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } catch (LogClosedException stop) {
            logger.debug("How groups do is not noted: the node stops.");
        } catch (RuntimeException failure) {
            logger.error("How groups do is not noted any more.", failure);
        }
    }
}
