package dev.eventstore.server.projection;

import java.util.List;

/**
 * Definitions of a projection, the newest first. A new one is written down with every start, stop
 * and reset as well.
 *
 * @param next the version to go on with; −1 if there are no older ones
 */
public record History(List<PastDefinition> definitions, long next) {
    /** How many of them there are at most in one answer. */
    public static final int PAGE_MAX = 100;

    static final History EMPTY = new History(List.of(), -1);

    public History {
        definitions = List.copyOf(definitions);
    }
}
