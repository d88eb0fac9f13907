package dev.eventstore.server.node;

import dev.eventstore.server.config.Settings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node as a program: it logs, runs until somebody stops it, and says how it went with an exit
 * code. Ctrl+C and SIGTERM stop it like {@code POST /admin/shutdown}; if that takes longer than
 * {@link #STOP_WITHIN}, it ends all the same, which the database survives as it survives
 * everything. After {@code POST /admin/reset} another node takes its place, with an empty database;
 * after {@code POST /admin/snapshots/…/restore}, with that snapshot.
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

    /** Where the database is may change when another node takes a node's place. */
    private Settings settings;

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
        OptionalInt code = startAndWait(StartReport.sinceProcessStart());
        while (code.isEmpty()) {
            code = startAndWait(Duration.ZERO);
        }
        isOver = true;
        LogOutput.close();
        return code.getAsInt();
    }

    /** Runs a node until it stops; answers the exit code, empty if another one is to begin. */
    private OptionalInt startAndWait(Duration before) {
        long begin = System.nanoTime();
        try (Node node = Node.start(settings)) {
            running = node;
            StartReport.tell(node, settings, before.plusNanos(System.nanoTime() - begin));
            // What the start leaves behind would stay resident for as long as the node idles.
            System.gc();
            return end(node);
        } catch (StartFailedException failure) {
            logger.error(failure.getMessage());
            logger.debug("In detail", failure);
            return OptionalInt.of(FAILED);
        } catch (IOException remains) {
            logger.error("The database cannot be removed or replaced", remains);
            return OptionalInt.of(FAILED);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            return OptionalInt.of(FINE);
        }
    }

    private OptionalInt end(Node node) throws InterruptedException, IOException {
        return switch (node.awaitStopRequest()) {
            case StopRequest.Shutdown() -> {
                logger.info("Stopping");
                yield OptionalInt.of(FINE);
            }
            case StopRequest.Reset() -> {
                logger.info("Removing all events");
                settings = node.again(settings);
                node.discard();
                yield OptionalInt.empty();
            }
            case StopRequest.GoBack() -> {
                logger.info("Going back to a snapshot");
                settings = node.again(settings);
                node.goBack();
                yield OptionalInt.empty();
            }
            case StopRequest.Broken(RuntimeException failure) -> {
                logger.error("The database failed; the node stops", failure);
                yield OptionalInt.of(FAILED);
            }
        };
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
