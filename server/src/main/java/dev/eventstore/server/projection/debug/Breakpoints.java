package dev.eventstore.server.projection.debug;

import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stops. One that is reached is enough; without any it goes on to the end.
 *
 * @param lines of the definition, counted from 1
 * @param types of events
 * @param partitions that an event belongs to
 * @param condition an expression in JavaScript over the {@code state} behind an event and the
 *     {@code event}; {@code null} for none
 * @param onEmit whether it stops at events because of which something is emitted
 * @param until the place at which, or behind which, it stops: a position, or a revision if a single
 *     stream is read; empty for none
 */
public record Breakpoints(
        Set<Integer> lines,
        Set<String> types,
        Set<String> partitions,
        @Nullable String condition,
        boolean onEmit,
        OptionalLong until) {
    /** How many there may be of a kind. */
    public static final int MAX = 200;

    /** Nowhere. */
    public static final Breakpoints NONE =
            new Breakpoints(Set.of(), Set.of(), Set.of(), null, false, OptionalLong.empty());

    /**
     * @throws IllegalArgumentException if there are too many, or a line is none
     */
    public Breakpoints {
        lines = Set.copyOf(lines);
        types = Set.copyOf(types);
        partitions = Set.copyOf(partitions);
        if (lines.size() > MAX || types.size() > MAX || partitions.size() > MAX) {
            throw new IllegalArgumentException("There may be " + MAX + " breakpoints of a kind");
        }
        if (lines.stream().anyMatch(line -> line < 1)) {
            throw new IllegalArgumentException("lines are counted from 1");
        }
    }
}
