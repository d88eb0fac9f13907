package dev.eventstore.launcher.log;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The newest lines of the log, at most {@link #LINES_MAX}. Thread-safe. */
public final class LogBuffer {
    /** How many lines are kept; files keep more. */
    public static final int LINES_MAX = 10_000;

    /** How long a line may be; what is longer is cut off. */
    private static final int CHARACTERS_MAX = 20_000;

    private final Deque<LogLine> lines = new ArrayDeque<>();
    private long count;

    /** Adds a line, for which the oldest one may have to go. */
    public synchronized void add(
            Instant time, LogLevel level, String logger, String message, String details) {
        if (lines.size() == LINES_MAX) {
            lines.removeFirst();
        }
        lines.addLast(
                new LogLine(++count, time, level, logger, shortened(message), shortened(details)));
    }

    /** How many lines there ever were; changes with each one. */
    public synchronized long count() {
        return count;
    }

    /**
     * The lines that are wanted and behind a number, oldest first.
     *
     * @param after the number of the last line that is known already, 0 for all
     */
    public synchronized List<LogLine> lines(LogFilter filter, long after) {
        List<LogLine> found = new ArrayList<>();
        for (LogLine line : lines) {
            if (line.number() > after && filter.wants(line)) {
                found.add(line);
            }
        }
        return found;
    }

    private static String shortened(String text) {
        return text.length() <= CHARACTERS_MAX ? text : text.substring(0, CHARACTERS_MAX) + "…";
    }
}
