package dev.eventstore.server.eventlog;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * How far writes were acknowledged, in a small file of its own beside the database. It is written
 * through a memory mapping after each commit, which costs nothing and outlives the process however
 * it ends; so a database file that lost its tail is noticed at opening. It is one number, written
 * in one piece: the position, and 16 bits that check it.
 *
 * <p>Writer thread only.
 */
final class AcknowledgedMark implements AutoCloseable {
    static final String FILE = "acknowledged";
    private static final int BYTES = Long.BYTES;
    private static final int CHECK_BITS = 16;
    private static final ValueLayout.OfLong NUMBER =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

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

    /**
     * What the file says; 0 if there is none.
     *
     * @throws DatabaseRefusedException if the file is damaged
     */
    static long read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (!Files.exists(file) || Files.size(file) == 0) {
            return 0;
        }
        byte[] bytes = Files.readAllBytes(file);
        long number = bytes.length == BYTES ? MemorySegment.ofArray(bytes).get(NUMBER, 0) : -1;
        long position = number >>> CHECK_BITS;
        if (checked(position) != number) {
            throw new DatabaseRefusedException(
                    DatabaseRefusedException.Reason.DAMAGED,
                    ("The file %s is damaged, so that nobody can tell whether the newest events are"
                                    + " still there. If nothing else happened to the database,"
                                    + " delete that file.")
                            .formatted(file),
                    null);
        }
        return position;
    }

    void set(long position) {
        segment.set(NUMBER, 0, checked(position));
    }

    /** Zero checks zero, so that a file that was just made says 0. */
    private static long checked(long position) {
        long check = (position * 0x9e3779b97f4a7c15L) >>> (Long.SIZE - CHECK_BITS);
        return (position << CHECK_BITS) | check;
    }

    @Override
    public void close() {
        segment.force();
        arena.close();
    }
}
