package dev.eventstore.server.projection.debug;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is to be tried.
 *
 * @param query the text of the definition
 * @param mayEmit whether it may emit
 * @param from where to begin: a position, or a revision if it reads a single stream; empty for the
 *     beginning
 * @param partition the only partition that is of interest, {@code null} for all
 * @param projection whose states it begins with, {@code null} to begin without any
 */
public record Attempt(
        String query,
        boolean mayEmit,
        OptionalLong from,
        @Nullable String partition,
        @Nullable String projection) {
    /** The longest text, in characters. */
    public static final int QUERY_MAX = 1_000_000;

    /**
     * @throws IllegalArgumentException if the text is too long
     */
    public Attempt {
        if (query.length() > QUERY_MAX) {
            throw new IllegalArgumentException("query has more than " + QUERY_MAX + " characters");
        }
    }
}
