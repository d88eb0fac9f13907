package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node as a program: it logs, runs until somebody stops it, and says how it went with an exit
 * code. Ctrl+C and SIGTERM stop it like {@code POST /admin/shutdown}; if that takes longer than
 * {@link #STOP_WITHIN}, it ends all the same, which the database survives as it survives
 * everything.
 */
public final class ConsoleNode {
    /** The exit code of a node that did what it was asked to. */
    public static final int FINE = 0;

    /** The exit code of a node that could not start, or broke. */
    public static final int FAILED = 1;

    /** The exit code of a node whose options were refused. */
    public static final int MISUSED = 2;

    /** How long a stop may take. */
    public static final Duration STOP_WITHIN = Duration.ofSeconds(5);

    private static final Logger logger = LoggerFactory.getLogger(ConsoleNode.class);

    private final Settings settings;
    private final List<String> warnings;
    private volatile @Nullable Node running;
    private volatile boolean isOver;

    /**
     * @param warnings sentences about the options, to be logged
     */
    public ConsoleNode(Settings settings, List<String> warnings) {
        this.settings = settings;
        this.warnings = List.copyOf(warnings);
    }

    /** Runs until the node stops; returns the exit code. */
    public int run() {
        LogOutput.install(settings.logs(), "eventstore-" + settings.listening().httpPort());
        warnings.forEach(logger::warn);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(this::stopAtExit));
        int code = startAndWait();
        isOver = true;
        LogOutput.close();
        return code;
    }

    private int startAndWait() {
        try (Node node = Node.start(settings)) {
            running = node;
            StartReport.tell(node, settings, StartReport.sinceProcessStart());
            // What the start leaves behind would stay resident for as long as the node idles.
            System.gc();
            RuntimeException failure = node.awaitStopRequest();
            if (failure == null) {
                logger.info("Stopping");
                return FINE;
            }
            logger.error("The database failed; the node stops", failure);
            return FAILED;
        } catch (StartFailedException failure) {
            logger.error(failure.getMessage());
            logger.debug("In detail", failure);
            return FAILED;
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return FINE;
        }
    }

    /** Runs when the virtual machine ends, for whatever reason. */
    private void stopAtExit() {
        Node node = running;
        if (isOver || node == null) {
            return;
        }
        logger.info("Stopping");
        Thread stopping = Thread.ofPlatform().name("stopping").start(node::close);
        try {
            if (!stopping.join(STOP_WITHIN)) {
                logger.warn("The node did not stop within {} s", STOP_WITHIN.toSeconds());
            }
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
        LogOutput.close();
        // A signal is an ordinary way to stop a node, so this is no failure.
        Runtime.getRuntime().halt(FINE);
    }
}
