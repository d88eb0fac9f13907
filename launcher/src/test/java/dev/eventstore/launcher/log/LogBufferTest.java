package dev.eventstore.launcher.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogBufferTest {
    private final LogBuffer buffer = new LogBuffer();

    @Test
    void the_newest_lines_are_kept() {
        for (int i = 0; i < LogBuffer.LINES_MAX + 10; i++) {
            add(LogLevel.INFO, "line " + i);
        }
        assertThat(buffer.count()).isEqualTo(LogBuffer.LINES_MAX + 10);
        assertThat(buffer.lines(LogFilter.EVERYTHING, 0))
                .hasSize(LogBuffer.LINES_MAX)
                .first()
                .extracting(LogLine::message)
                .isEqualTo("line 10");
    }

    @Test
    void lines_are_found_by_level_and_text() {
        add(LogLevel.DEBUG, "detail");
        add(LogLevel.WARN, "The Disk is slow");
        add(LogLevel.ERROR, "The port is taken");

        assertThat(buffer.lines(new LogFilter(LogLevel.WARN, ""), 0)).hasSize(2);
        assertThat(buffer.lines(new LogFilter(LogLevel.TRACE, " disk "), 0)).hasSize(1);
        assertThat(buffer.lines(LogFilter.EVERYTHING, 2)).hasSize(1);
    }

    private void add(LogLevel level, String message) {
        buffer.add(Instant.EPOCH, level, "Test", message, "");
    }
}
