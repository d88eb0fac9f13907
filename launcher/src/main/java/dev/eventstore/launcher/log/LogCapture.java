package dev.eventstore.launcher.log;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.node.LogOutput;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** Sends the log of this process to the console, to files and to a {@link LogBuffer}. */
public final class LogCapture extends AppenderBase<ILoggingEvent> {
    private final LogBuffer buffer;

    private LogCapture(LogBuffer buffer) {
        this.buffer = buffer;
    }

    /**
     * Replaces whatever was configured before.
     *
     * @param folder for files
     * @param level Error, Warn, Info, Debug or Trace
     */
    public static void install(LogBuffer buffer, Path folder, String level) {
        LogOutput.install(new Settings.Logs(Optional.of(folder), level, false), "eventstore");
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        LogCapture capture = new LogCapture(buffer);
        capture.setContext(context);
        capture.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(capture);
    }

    /** Writes out what is buffered; nothing is logged any more. */
    public static void close() {
        LogOutput.close();
    }

    @Override
    protected void append(ILoggingEvent event) {
        String name = event.getLoggerName();
        buffer.add(
                event.getInstant(),
                level(event),
                name.substring(name.lastIndexOf('.') + 1),
                event.getFormattedMessage(),
                event.getThrowableProxy() == null
                        ? ""
                        : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }

    private static LogLevel level(ILoggingEvent event) {
        return switch (event.getLevel().levelStr) {
            case "ERROR" -> LogLevel.ERROR;
            case "WARN" -> LogLevel.WARN;
            case "INFO" -> LogLevel.INFO;
            case "DEBUG" -> LogLevel.DEBUG;
            default -> LogLevel.TRACE;
        };
    }
}
