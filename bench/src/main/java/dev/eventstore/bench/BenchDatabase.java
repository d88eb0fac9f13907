package dev.eventstore.bench;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.stream.Streams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/** A database in a folder of its own, deleted when it is closed. */
final class BenchDatabase implements AutoCloseable {
    private static final int EVENT_BYTES = 500;

    private final Path folder;
    private EventLog log;
    private Streams streams;

    private BenchDatabase(Path folder) {
        this.folder = folder;
        log = EventLog.open(folder);
        streams = new Streams(log, InstantSource.system(), UUID::randomUUID);
    }

    /** Makes one in {@code -Dbench.dir}, or in the system's temporary folder. */
    static BenchDatabase create() throws IOException {
        Path parent =
                Path.of(System.getProperty("bench.dir", System.getProperty("java.io.tmpdir")));
        return new BenchDatabase(Files.createTempDirectory(parent, "streams-bench"));
    }

    Streams streams() {
        return streams;
    }

    EventLog log() {
        return log;
    }

    /** Closes and opens again; answers how long the opening took, in milliseconds. */
    double reopen() {
        log.close();
        long began = System.nanoTime();
        log = EventLog.open(folder);
        streams = new Streams(log, InstantSource.system(), UUID::randomUUID);
        return (System.nanoTime() - began) / 1e6;
    }

    /** Events of 500 bytes of JSON that no compression makes small. */
    static List<NewEvent> events(int count) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<NewEvent> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            StringBuilder json = new StringBuilder("{\"text\":\"");
            while (json.length() < EVENT_BYTES - 2) {
                json.append(Long.toString(random.nextLong() >>> 1, 36));
            }
            json.setLength(EVENT_BYTES - 2);
            byte[] data = json.append("\"}").toString().getBytes(StandardCharsets.UTF_8);
            UUID id = new UUID(random.nextLong(), random.nextLong());
            events.add(new NewEvent(id, "bench-happened", true, Payload.of(data), Payload.EMPTY));
        }
        return events;
    }

    /** The same events again as far as their bytes go. */
    static List<NewEvent> withNewIds(List<NewEvent> events) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        List<NewEvent> renamed = new ArrayList<>(events.size());
        for (NewEvent event : events) {
            UUID id = new UUID(random.nextLong(), random.nextLong());
            renamed.add(
                    new NewEvent(id, event.type(), event.isJson(), event.data(), event.metadata()));
        }
        return renamed;
    }

    @Override
    public void close() throws IOException {
        log.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
