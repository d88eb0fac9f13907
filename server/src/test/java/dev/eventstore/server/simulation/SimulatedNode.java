package dev.eventstore.server.simulation;

import static org.awaitility.Awaitility.await;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.fixture.Folders;
import dev.eventstore.server.scavenge.ScavengeHistory;
import dev.eventstore.server.scavenge.ScavengeSettings;
import dev.eventstore.server.scavenge.Scavenger;
import dev.eventstore.server.stream.StreamOperations;
import dev.eventstore.server.stream.Streams;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** The engine of a node, without front ends, that can be stopped in every way. */
final class SimulatedNode implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path root;
    private final Random ids;
    private final InstantSource clock = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));
    private Path folder;
    private int lives;
    private EventLog log;
    private Streams streams;
    private Scavenger scavenger;

    SimulatedNode(Path root, long seed) throws IOException {
        this.root = root;
        ids = new Random(seed);
        folder = Files.createDirectories(root.resolve("life-0"));
        log = EventLog.open(folder);
        streams = new Streams(log, clock, this::id);
        scavenger = scavenger();
    }

    StreamOperations streams() {
        return streams;
    }

    UUID id() {
        synchronized (ids) {
            return new UUID(ids.nextLong(), ids.nextLong());
        }
    }

    boolean isScavenging() {
        return scavenger.current().isPresent();
    }

    void startScavenge() {
        scavenger.start(ScavengeSettings.FULL_SPEED);
    }

    void awaitScavenge() {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> !isScavenging());
    }

    /** Stops in good order, in the middle of a scavenge if one runs, and starts again. */
    void restart() {
        scavenger.close();
        log.close();
        open();
    }

    /** Goes on with a copy of the files, as if the process had been killed. */
    void crash() throws IOException {
        awaitScavenge();
        Path survivor = root.resolve("life-" + ++lives);
        Map<String, byte[]> before = Folders.content(folder);
        Map<String, byte[]> after = Map.of();
        // An index run may just be written; a killed process would have stopped in between.
        while (!Arrays.deepEquals(before.values().toArray(), after.values().toArray())) {
            if (Files.exists(survivor)) {
                Folders.delete(survivor);
            }
            before = Folders.content(folder);
            Folders.copy(folder, survivor);
            after = Folders.content(survivor);
        }
        moveTo(survivor);
    }

    /** Goes on with a backup that was made while it ran. */
    void restoreBackup() throws IOException {
        Path backup = Files.createDirectories(root.resolve("life-" + ++lives));
        try (OutputStream out = Files.newOutputStream(backup.resolve(EventLog.FILE))) {
            log.copyFile(out);
        }
        moveTo(backup);
    }

    private void moveTo(Path next) throws IOException {
        scavenger.close();
        log.close();
        Folders.delete(folder);
        folder = next;
        open();
    }

    private void open() {
        log = EventLog.open(folder);
        streams = new Streams(log, clock, this::id);
        scavenger = scavenger();
        scavenger.resume();
    }

    private Scavenger scavenger() {
        ScavengeHistory history =
                new ScavengeHistory(streams, clock, Duration.ofDays(30), () -> "127.0.0.1:2113");
        return new Scavenger(log, history, clock, this::id);
    }

    @Override
    public void close() {
        scavenger.close();
        log.close();
    }
}
