package dev.eventstore.server.eventlog.storage;

import dev.eventstore.server.event.Payload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.h2.store.fs.FileBaseDefault;

/** A file that is an array, and remembers what was done to it. */
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class MemoryFile extends FileBaseDefault {
    private byte[] bytes;
    private int length;
    private final int room;
    private final List<Step> steps = new ArrayList<>();

    /** Something that was done to a file. */
    sealed interface Step {
        /** Bytes were written. */
        record Write(int position, Payload bytes) implements Step {
            /**
             * Pages of the size that systems write; after a power cut, any of them may be there.
             */
            private static final int PAGE = 4_096;

            /** Some pages of the same write. */
            List<Write> some(Random dice) {
                List<Write> written = new ArrayList<>();
                int end = position + bytes.size();
                for (int from = position, to; from < end; from = to) {
                    to = Math.min(end, (from / PAGE + 1) * PAGE);
                    if (dice.nextBoolean()) {
                        byte[] page =
                                Arrays.copyOfRange(bytes.bytes(), from - position, to - position);
                        written.add(new Write(from, Payload.of(page)));
                    }
                }
                return written;
            }

            /** The same write, cut off by a crash. */
            Write cutAt(int count) {
                return new Write(position, Payload.of(Arrays.copyOf(bytes.bytes(), count)));
            }
        }

        /** The file got shorter. */
        record Truncate(int size) implements Step {}

        /** Everything before is on disk. */
        record Sync() implements Step {}
    }

    MemoryFile() {
        this(new byte[0]);
    }

    MemoryFile(byte[] content) {
        this(content, Integer.MAX_VALUE);
    }

    /** A file on a disk that has no room for more than some bytes. */
    MemoryFile(byte[] content, int room) {
        this.bytes = content.clone();
        this.length = content.length;
        this.room = room;
    }

    List<Step> steps() {
        return steps;
    }

    byte[] content() {
        return Arrays.copyOf(bytes, length);
    }

    /** Does to this file what was done to another. */
    void apply(Step step) {
        try {
            switch (step) {
                case Step.Write(int position, Payload written) ->
                        write(ByteBuffer.wrap(written.bytes()), position);
                case Step.Truncate(int size) -> implTruncate(size);
                case Step.Sync() -> force(true);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public synchronized int read(ByteBuffer target, long position) {
        if (position >= length) {
            return -1;
        }
        int count = Math.min(target.remaining(), length - (int) position);
        target.put(bytes, (int) position, count);
        return count;
    }

    @Override
    public synchronized int write(ByteBuffer source, long position) throws IOException {
        int end = (int) position + source.remaining();
        if (end > room) {
            throw new IOException("No space left on device");
        }
        byte[] written = new byte[source.remaining()];
        source.get(written);
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        System.arraycopy(written, 0, bytes, (int) position, written.length);
        length = Math.max(length, end);
        steps.add(new Step.Write((int) position, Payload.of(written)));
        return written.length;
    }

    @Override
    public synchronized long size() {
        return length;
    }

    @Override
    public synchronized void force(boolean withMetadata) {
        steps.add(new Step.Sync());
    }

    @Override
    protected synchronized void implTruncate(long size) {
        if (size < length) {
            Arrays.fill(bytes, (int) size, length, (byte) 0);
            length = (int) size;
        }
        steps.add(new Step.Truncate((int) size));
    }
}
