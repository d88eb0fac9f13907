package dev.eventstore.server.stats;

import java.time.Instant;

/**
 * A line of the node's own log, which is not the log of events.
 *
 * @param at when it was written
 * @param level ERROR, WARN, INFO, DEBUG or TRACE
 * @param logger who wrote it
 * @param thread on which thread
 * @param text the sentence, and below it what went wrong
 */
public record LogLine(Instant at, String level, String logger, String thread, String text) {
    /** How many lines are worth keeping in memory. */
    public static final int LINES_MAX = 2_000;

    /** The longest text that is kept, in characters. */
    public static final int TEXT_MAX = 8_000;
}
