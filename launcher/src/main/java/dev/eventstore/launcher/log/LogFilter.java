package dev.eventstore.launcher.log;

import java.util.Locale;

/**
 * Which lines are wanted.
 *
 * @param least how serious they are at least
 * @param search what they contain, in upper or lower case; empty for anything
 */
public record LogFilter(LogLevel least, String search) {
    /** Every line. */
    public static final LogFilter EVERYTHING = new LogFilter(LogLevel.TRACE, "");

    public LogFilter {
        search = search.strip().toLowerCase(Locale.ROOT);
    }

    public boolean wants(LogLine line) {
        return line.level().compareTo(least) >= 0
                && (search.isEmpty() || line.text().toLowerCase(Locale.ROOT).contains(search));
    }
}
