package dev.eventstore.server.node;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.pattern.ThrowableProxyConverter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.eventstore.server.stats.LogLine;
import dev.eventstore.server.stats.Recent;
import org.slf4j.LoggerFactory;

/** Keeps the newest lines of the log, for those who look at them over HTTP. Thread-safe. */
final class LogMemory extends AppenderBase<ILoggingEvent> {
    private final Recent<LogLine> lines = new Recent<>(LogLine.LINES_MAX);
    private final ThrowableProxyConverter causes = new ThrowableProxyConverter();

    /** Listens to everything that is logged from now on. */
    static LogMemory install() {
        LogMemory memory = new LogMemory();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        memory.setContext(context);
        memory.causes.start();
        memory.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(memory);
        return memory;
    }

    /** Listens no more. */
    void remove() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(this);
        stop();
    }

    Recent<LogLine> lines() {
        return lines;
    }

    @Override
    protected void append(ILoggingEvent event) {
        String sentence = event.getFormattedMessage();
        String text =
                event.getThrowableProxy() == null
                        ? sentence
                        : sentence + "\n" + causes.convert(event);
        lines.add(
                new LogLine(
                        event.getInstant(),
                        event.getLevel().toString(),
                        event.getLoggerName(),
                        event.getThreadName(),
                        text.length() > LogLine.TEXT_MAX
                                ? text.substring(0, LogLine.TEXT_MAX)
                                : text));
    }
}
