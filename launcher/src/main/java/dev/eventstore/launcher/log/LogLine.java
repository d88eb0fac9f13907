package dev.eventstore.launcher.log;

import java.time.Instant;

/**
 * A line of the log.
 *
 * @param number counts all lines since the start of the program
 * @param details such as a stack trace; may be empty
 */
public record LogLine(
        long number, Instant time, LogLevel level, String logger, String message, String details) {
    /** The line as a file would have it. */
    public String text() {
        String more = details.isEmpty() ? "" : "\n" + details;
        return time + " " + level + " " + logger + " " + message + more;
    }
}
