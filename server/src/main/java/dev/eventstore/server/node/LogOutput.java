package dev.eventstore.server.node;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeAndTimeBasedRollingPolicy;
import ch.qos.logback.core.util.FileSize;
import dev.eventstore.server.config.Settings;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * Sends the log to the console and, if there is a folder for it, to files: a new one each day and
 * every {@link #FILE_MEGABYTES}, the oldest ones removed beyond {@link #DAYS_MAX} or {@link
 * #TOTAL_MEGABYTES}. Configured here rather than in XML, which would cost time at every start.
 */
public final class LogOutput {
    static final int FILE_MEGABYTES = 50;
    static final int TOTAL_MEGABYTES = 500;
    static final int DAYS_MAX = 31;

    private static final String CONSOLE_LINE = "%d{HH:mm:ss.SSS} %-5level %msg%n";
    private static final String FILE_LINE =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSS'Z',UTC} %-5level [%thread] %logger{36} %msg%n";

    /** Libraries that tell more at INFO than anybody wants to know. */
    private static final List<String> CHATTERBOXES =
            List.of("io.javalin", "org.eclipse.jetty", "org.h2");

    /** They warn of each request that is none: whoever sends such could fill the log. */
    private static final List<String> FAULT_FINDERS =
            List.of("org.eclipse.jetty.http.HttpParser", "org.eclipse.jetty.util.HostPort");

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Settings.Logs settings;

    private LogOutput(Settings.Logs settings) {
        this.settings = settings;
    }

    /**
     * Replaces whatever was configured before.
     *
     * @param fileName name of the current file, without extension
     */
    public static void install(Settings.Logs settings, String fileName) {
        new LogOutput(settings).install(fileName);
    }

    /** Writes out what is buffered; nothing is logged any more. */
    public static void close() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }

    private void install(String fileName) {
        context.reset();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.valueOf(settings.level()));
        CHATTERBOXES.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        FAULT_FINDERS.forEach(name -> context.getLogger(name).setLevel(Level.ERROR));
        root.addAppender(console());
        settings.folder().ifPresent(folder -> root.addAppender(files(folder, fileName)));
    }

    private Appender<ILoggingEvent> console() {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setEncoder(lines(CONSOLE_LINE));
        console.start();
        return console;
    }

    private Appender<ILoggingEvent> files(Path folder, String fileName) {
        String extension = settings.json() ? ".json" : ".log";
        RollingFileAppender<ILoggingEvent> file = new RollingFileAppender<>();
        file.setContext(context);
        file.setFile(folder.resolve(fileName + extension).toString());
        file.setEncoder(settings.json() ? json() : lines(FILE_LINE));
        SizeAndTimeBasedRollingPolicy<ILoggingEvent> rolling =
                new SizeAndTimeBasedRollingPolicy<>();
        rolling.setContext(context);
        rolling.setParent(file);
        rolling.setFileNamePattern(
                folder.resolve(fileName + ".%d{yyyy-MM-dd,UTC}.%i" + extension + ".gz").toString());
        rolling.setMaxFileSize(megabytes(FILE_MEGABYTES));
        rolling.setTotalSizeCap(megabytes(TOTAL_MEGABYTES));
        rolling.setMaxHistory(DAYS_MAX);
        rolling.start();
        file.setRollingPolicy(rolling);
        file.setTriggeringPolicy(rolling);
        file.start();
        return file;
    }

    private Encoder<ILoggingEvent> lines(String pattern) {
        PatternLayoutEncoder lines = new PatternLayoutEncoder();
        lines.setContext(context);
        lines.setPattern(pattern);
        lines.start();
        return lines;
    }

    private Encoder<ILoggingEvent> json() {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithContext(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithFormattedMessage(true);
        json.start();
        return json;
    }

    private static FileSize megabytes(int count) {
        return new FileSize(count * 1024L * 1024L);
    }
}
