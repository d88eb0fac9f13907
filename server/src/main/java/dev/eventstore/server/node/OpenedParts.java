package dev.eventstore.server.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has been opened so far, closed in reverse order. Thread-safe. */
final class OpenedParts implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(OpenedParts.class);

    private final Deque<Runnable> closings = new ArrayDeque<>();

    /** Remembers how to close what was opened last. */
    synchronized void add(Runnable closing) {
        closings.push(closing);
    }

    /** Closes everything; one failure does not keep the rest open. */
    @Override
    public synchronized void close() {
        while (!closings.isEmpty()) {
            try {
                closings.pop().run();
            } catch (RuntimeException failure) {
                logger.warn("A part of the node did not stop in good order", failure);
            }
        }
    }
}
