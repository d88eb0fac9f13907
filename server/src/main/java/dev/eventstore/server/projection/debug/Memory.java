package dev.eventstore.server.projection.debug;

import dev.eventstore.server.projection.handler.Standing;
import dev.eventstore.server.projection.handler.States;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The states of partitions, so many as fit. One thread at a time. */
final class Memory implements States {
    /** How many partitions are remembered. */
    static final int PARTITIONS_MAX = 100_000;

    /** How long all states and results may be together, in characters. */
    static final long CHARACTERS_MAX = 64L * 1024 * 1024;

    private final States base;
    private final Map<String, Standing> known = new LinkedHashMap<>();
    private long characters;

    /**
     * @param base asked for what is not known here
     */
    Memory(States base) {
        this.base = base;
    }

    @Override
    public Optional<String> of(String partition) {
        Standing standing = known.get(partition);
        return standing == null ? base.of(partition) : Optional.ofNullable(standing.state());
    }

    /** What is remembered, in the order in which it was first heard of. */
    Map<String, Standing> known() {
        return known;
    }

    @Nullable Standing get(String partition) {
        return known.get(partition);
    }

    void put(String partition, @Nullable Standing standing) {
        Standing before =
                standing == null ? known.remove(partition) : known.put(partition, standing);
        characters += length(standing) - length(before);
    }

    void clear() {
        known.clear();
        characters = 0;
    }

    /** The limit that is passed, as a sentence; empty if none is. */
    Optional<String> passed() {
        if (known.size() > PARTITIONS_MAX) {
            return Optional.of("There are more than " + PARTITIONS_MAX + " partitions.");
        }
        return characters > CHARACTERS_MAX
                ? Optional.of(
                        "The states have more than " + CHARACTERS_MAX + " characters together.")
                : Optional.empty();
    }

    private static long length(@Nullable Standing standing) {
        if (standing == null) {
            return 0;
        }
        long state = standing.state() == null ? 0 : standing.state().length();
        return state + (standing.result() == null ? 0 : standing.result().length());
    }
}
