package dev.eventstore.server.stats;

import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemEventTypes;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.AppendResult;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.StreamOperations;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends the statistics to a stream every now and then, as one event; the stream keeps them for
 * ten days. Works on a virtual thread of its own until it is closed.
 */
public final class StatsStream implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(StatsStream.class);
    private static final String METADATA = "{\"$maxAge\":864000}";

    private final StreamOperations streams;
    private final StreamName stream;
    private final NodeStatistics statistics;
    private final Supplier<UUID> ids;
    private final Duration period;
    private final Thread thread;

    /**
     * @param endpoint address and port of the node, part of the stream's name
     * @param ids gives the events their ids
     */
    public StatsStream(
            StreamOperations streams,
            String endpoint,
            NodeStatistics statistics,
            Supplier<UUID> ids,
            Duration period) {
        this.streams = streams;
        this.stream = StreamName.of("$stats-" + endpoint);
        this.statistics = statistics;
        this.ids = ids;
        this.period = period;
        this.thread = Thread.ofVirtual().name("stats").start(this::run);
    }

    /** Waits until the thread has ended, which it does at once. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            limitAge();
            while (true) {
                Thread.sleep(period);
                append(stream, "$statsCollected", StatsJson.flat(statistics.read(), false));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException broken) {
            logger.warn("Statistics are no longer appended to {}", stream, broken);
        }
    }

    private void limitAge() {
        boolean isNew =
                streams.metadata(stream) instanceof MetadataResult.InForce now
                        && now.revision() < 0;
        if (isNew) {
            append(stream.metastream(), SystemEventTypes.METADATA, METADATA);
        }
    }

    private void append(StreamName where, String type, String json) {
        NewEvent event = new NewEvent(ids.get(), type, true, Payload.of(json), Payload.EMPTY);
        AppendResult result =
                streams.append(new Append(where, ExpectedVersion.Belief.ANY, List.of(event)));
        if (!(result instanceof AppendResult.Appended)) {
            logger.warn("Statistics could not be appended to {}: {}", where, result);
        }
    }
}
