package dev.eventstore.server.eventlog;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far writes were acknowledged, in a small file of its own beside the database. It is written
 * through a memory mapping after each commit, which costs nothing and outlives the process however
 * it ends; so a database file that lost its tail is noticed at opening.
 *
 * <p>Writer thread only.
 */
final class AcknowledgedMark implements AutoCloseable {
    static final String FILE = "acknowledged";
    private static final int BYTES = Long.BYTES;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment segment;

    private AcknowledgedMark(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            segment = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES, arena);
        }
    }

    static AcknowledgedMark open(Path folder) throws IOException {
        return new AcknowledgedMark(folder.resolve(FILE));
    }

    /** What the file says; 0 if there is none. */
    static long read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file)) {
            return 0;
        }
        byte[] bytes = Files.readAllBytes(file);
        return bytes.length < BYTES
                ? 0
                : MemorySegment.ofArray(bytes).get(ValueLayout.JAVA_LONG_UNALIGNED, 0);
    }

    void set(long position) {
        segment.set(ValueLayout.JAVA_LONG, 0, position);
    }

    @Override
    public void close() {
        segment.force();
        arena.close();
    }
}
