package dev.eventstore.launcher.window.log;

import dev.eventstore.launcher.log.LogBuffer;
import dev.eventstore.launcher.log.LogFilter;
import dev.eventstore.launcher.log.LogLevel;
import dev.eventstore.launcher.log.LogLine;
import dev.eventstore.launcher.wording.Texts;
import java.util.List;

/** Which lines of the log are shown. One thread at a time. */
final class LogModel {
    private final LogBuffer buffer;
    private LogFilter filter = new LogFilter(LogLevel.INFO, "");
    private List<LogLine> lines = List.of();
    private long cleared;
    private long seen;
    private boolean isStale = true;

    LogModel(LogBuffer buffer) {
        this.buffer = buffer;
    }

    void filter(LogLevel least, String search) {
        filter = new LogFilter(least, search);
        isStale = true;
    }

    /** Shows nothing of what is there now; the lines stay in the files. */
    void clear() {
        cleared = buffer.count();
        isStale = true;
    }

    /** Looks for lines; answers whether there is anything new to show. */
    boolean refresh() {
        long count = buffer.count();
        if (!isStale && count == seen) {
            return false;
        }
        seen = count;
        isStale = false;
        lines = buffer.lines(filter, cleared);
        return true;
    }

    List<LogLine> lines() {
        return lines;
    }

    String summary() {
        return Texts.number(lines.size()) + (lines.size() == 1 ? " line" : " lines");
    }
}
