package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import dev.eventstore.server.config.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the story of a start in the log. */
public final class StartReport {
    private static final Logger logger = LoggerFactory.getLogger(StartReport.class);

    private StartReport() {}

    /**
     * Tells what a node that just started is and where.
     *
     * @param took how long the start took
     */
    public static void tell(Node node, Settings settings, Duration took) {
        logger.info(
                "{} on Java {}, {} {}",
                Version.current().sentence(),
                Runtime.version(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"));
        database(node.parts());
        settings.logs().folder().ifPresent(folder -> logger.info("Log files: {}", folder));
        security(node.parts(), settings);
        OptionalLong openFiles = OpenFileLimit.read();
        if (openFiles.orElse(Long.MAX_VALUE) < OpenFileLimit.RECOMMENDED) {
            logger.warn(
                    "The system allows {} open files; raise that to {} or more for many clients"
                            + " (ulimit -n)",
                    openFiles.getAsLong(),
                    OpenFileLimit.RECOMMENDED);
        }
        logger.info("HTTP: {}", node.address());
        String host = settings.listening().address().getHostAddress();
        node.tcpPort().ifPresent(port -> logger.info("TCP: {}:{}", host, port));
        node.secureTcpPort().ifPresent(port -> logger.info("TCP with TLS: {}:{}", host, port));
        if (node.parts().trustHint() != null) {
            logger.info("Trust its certificate once with: {}", node.parts().trustHint());
        }
        if (settings.http().admin()) {
            logger.info("Admin UI: {}/web/", node.address());
        }
        logger.info("Ready in {} ms", took.toMillis());
    }

    private static void database(Node.Parts node) {
        Optional<Path> folder = node.home().folder();
        if (folder.isEmpty()) {
            logger.info("Database: in memory; it is gone when the node stops");
        } else if (node.home().isTemporary()) {
            logger.info(
                    "Database: {} (temporary: each start without --db makes a new one; this one"
                            + " stays there)",
                    folder.get());
        } else {
            logger.info("Database: {} with {} events", folder.get(), node.events());
        }
    }

    private static void security(Node.Parts node, Settings settings) {
        if (settings.access().everyoneIsAdmin()) {
            logger.warn("Security: off (--insecure), everybody is an administrator");
            return;
        }
        List<String> created = node.accountsCreated();
        if (created.isEmpty()) {
            logger.info("Security: users with passwords");
        } else {
            logger.info(
                    "Security: users with passwords; made {} with the password 'changeit'",
                    String.join(" and ", created));
        }
        if (settings.access().trustedHeader()) {
            logger.info("Security: the ES-TrustedAuth header is believed");
        }
    }

    /** How old this process is. */
    static Duration sinceProcessStart() {
        Instant now = Instant.now();
        return Duration.between(ProcessHandle.current().info().startInstant().orElse(now), now);
    }
}
