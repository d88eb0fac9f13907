package dev.eventstore.server.group;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How groups did in the last quarter of an hour. Thread-safe. */
final class GroupHistory {
    /** How often they are looked at. */
    static final Duration PERIOD = Duration.ofSeconds(2);

    /** Of how many groups it is kept; of others there is no history. */
    static final int GROUPS_MAX = 200;

    private static final int POINTS_MAX = 450;

    private final Map<GroupId, Deque<GroupFigures>> points = new HashMap<>();

    /** Notes how the groups that there are do now, and forgets others. */
    void note(Collection<Group> groups) {
        Set<GroupId> ids = groups.stream().map(Group::id).collect(Collectors.toSet());
        synchronized (points) {
            points.keySet().retainAll(ids);
        }
        groups.stream()
                .limit(GROUPS_MAX)
                .forEach(group -> group.figures().ifPresent(now -> add(group.id(), now)));
    }

    private void add(GroupId id, GroupFigures now) {
        synchronized (points) {
            Deque<GroupFigures> line = points.computeIfAbsent(id, _ -> new ArrayDeque<>());
            if (line.size() == POINTS_MAX) {
                line.removeFirst();
            }
            line.addLast(now);
        }
    }

    /** What is known of a group, oldest first. */
    List<GroupFigures> of(GroupId id) {
        synchronized (points) {
            Deque<GroupFigures> line = points.get(id);
            return line == null ? List.of() : List.copyOf(line);
        }
    }
}
