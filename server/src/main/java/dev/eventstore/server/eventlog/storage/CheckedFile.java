package dev.eventstore.server.eventlog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file of blocks of {@value #BLOCK_BYTES} bytes, each followed by a CRC-32C of its number and its
 * bytes. A block that is damaged, or stands where another belongs, is noticed when it is read.
 *
 * <p>The file grows ahead of what is written, by zeros: a disk syncs what fits into a file sooner
 * than what makes it longer. Zeros at the end do not count as its content, so that after a crash it
 * ends where the last block was written.
 *
 * <p>Reading: any thread. Writing: one thread at a time.
 */
final class CheckedFile implements AutoCloseable {
    private static final Logger logger = LoggerFactory.getLogger(CheckedFile.class);

    static final int BLOCK_BYTES = 4_096;

    /** A block as it lies in the file. */
    static final int STRIDE = BLOCK_BYTES + Integer.BYTES;

    /** How many blocks go to the file in one write. */
    private static final int SLICE_BLOCKS = 64;

    /** How far the file grows ahead. More would take longer to sync than it saves. */
    private static final int AHEAD_BYTES = 256 * 1024;

    /** Whoever writes more at once than this is not helped by a file that is longer already. */
    private static final int AHEAD_OF_BYTES_MAX = 64 * 1024;

    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(AHEAD_BYTES).asReadOnlyBuffer();

    private final FileChannel channel;
    private final ByteBuffer slice = ByteBuffer.allocateDirect(SLICE_BLOCKS * STRIDE);

    /** Where the content ends. */
    private volatile long end;

    /** Where the file ends: there, or behind it. */
    private long grown;

    private boolean growsAhead = true;
    private boolean hasGrown;

    private CheckedFile(FileChannel channel) throws IOException {
        this.channel = channel;
        this.grown = channel.size();
        this.end = contentEnd();
    }

    /**
     * Goes on with a file that is open.
     *
     * @throws IOException if it cannot be read; it is closed then
     */
    static CheckedFile in(FileChannel channel) throws IOException {
        try {
            return new CheckedFile(channel);
        } catch (IOException failed) {
            channel.close();
            throw failed;
        }
    }

    /** A block is not as it was written. */
    static final class DamagedBlockException extends IOException {
        private static final long serialVersionUID = 1;

        DamagedBlockException(long block) {
            super("Block " + block + " of the file fails its checksum");
        }
    }

    /** The bytes in all whole blocks, without their checksums. */
    long size() {
        return end / STRIDE * BLOCK_BYTES;
    }

    /** The bytes of the file itself, without the zeros that it has grown ahead. */
    long fileBytes() {
        return end;
    }

    /** Some bytes of the file itself, checked by nobody. */
    byte[] bytes(long filePosition, int length) throws IOException {
        ByteBuffer raw = ByteBuffer.allocate(length);
        fill(raw, filePosition);
        return raw.array();
    }

    /**
     * Reads some bytes.
     *
     * @throws DamagedBlockException if a block that they are in is damaged
     * @throws IOException if the file ends before
     */
    ByteBuffer read(long position, int length) throws IOException {
        long first = position / BLOCK_BYTES;
        int blocks = Math.toIntExact((position + length - 1) / BLOCK_BYTES - first + 1);
        ByteBuffer raw = ByteBuffer.allocate(Math.multiplyExact(blocks, STRIDE));
        fill(raw, first * STRIDE);
        ByteBuffer wanted = ByteBuffer.allocate(length);
        int skipped = (int) (position % BLOCK_BYTES);
        for (int i = 0; i < blocks; i++) {
            int start = i * STRIDE;
            if (raw.getInt(start + BLOCK_BYTES) != checksum(first + i, raw, start)) {
                throw new DamagedBlockException(first + i);
            }
            int count = Math.min(BLOCK_BYTES - skipped, wanted.remaining());
            wanted.put(wanted.position(), raw, start + skipped, count);
            wanted.position(wanted.position() + count);
            skipped = 0;
        }
        return wanted.flip();
    }

    /**
     * Writes whole blocks.
     *
     * @param position a multiple of {@link #BLOCK_BYTES}, as is the number of bytes in the source
     */
    void write(long position, ByteBuffer source) throws IOException {
        if (position % BLOCK_BYTES != 0 || source.remaining() % BLOCK_BYTES != 0) {
            throw new IllegalArgumentException(
                    "Not whole blocks: %d bytes at %d".formatted(source.remaining(), position));
        }
        long block = position / BLOCK_BYTES;
        long written = (block + source.remaining() / BLOCK_BYTES) * STRIDE;
        if (written > grown && source.remaining() <= AHEAD_OF_BYTES_MAX) {
            grow(written);
        }
        while (source.hasRemaining()) {
            long first = block;
            slice.clear();
            while (source.hasRemaining() && slice.hasRemaining()) {
                int checksum = checksum(block, source, source.position());
                slice.put(slice.position(), source, source.position(), BLOCK_BYTES);
                slice.position(slice.position() + BLOCK_BYTES);
                source.position(source.position() + BLOCK_BYTES);
                slice.putInt(checksum);
                block++;
            }
            drain(slice.flip(), first * STRIDE);
        }
        grown = Math.max(grown, written);
        end = Math.max(end, written);
    }

    /** Makes the file longer than what is about to be written. */
    private void grow(long written) {
        if (!growsAhead) {
            return;
        }
        hasGrown = true;
        try {
            drain(ZEROS.duplicate(), written);
            grown = written + AHEAD_BYTES;
        } catch (IOException failed) {
            // Whether there is room for what matters, its own write will tell.
            logger.debug("The file cannot grow ahead any more", failed);
            growsAhead = false;
        }
    }

    void truncate(long size) throws IOException {
        long shorter = size / BLOCK_BYTES * STRIDE;
        channel.truncate(shorter);
        grown = Math.min(grown, shorter);
        end = Math.min(end, shorter);
    }

    /** Returns when everything written is on disk, with what is needed to find it there. */
    void sync() throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        try {
            if (hasGrown) {
                channel.truncate(end);
            }
        } finally {
            channel.close();
        }
    }

    /** Looks for the last block that is not zeros. A file of nothing else is damaged, not empty. */
    private long contentEnd() throws IOException {
        ByteBuffer last = ByteBuffer.allocate(STRIDE);
        for (long block = (grown - 1) / STRIDE; block >= 0 && grown > 0; block--) {
            long start = block * STRIDE;
            int length = (int) Math.min(STRIDE, grown - start);
            fill(last.clear().limit(length), start);
            if (last.flip().mismatch(ZEROS.slice(0, length)) >= 0) {
                return start + length;
            }
        }
        return grown;
    }

    private static int checksum(long block, ByteBuffer bytes, int start) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(start, BLOCK_BYTES));
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            crc.update((int) (block >>> shift));
        }
        return (int) crc.getValue();
    }

    private void fill(ByteBuffer target, long position) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, position + target.position()) < 0) {
                throw new IOException("The file ends too early");
            }
        }
    }

    private void drain(ByteBuffer source, long position) throws IOException {
        while (source.hasRemaining()) {
            channel.write(source, position + source.position());
        }
    }
}
