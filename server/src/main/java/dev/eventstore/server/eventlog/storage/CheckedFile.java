package dev.eventstore.server.eventlog.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * A file of blocks of {@value #BLOCK_BYTES} bytes, each followed by a CRC-32C of its number and its
 * bytes. A block that is damaged, or stands where another belongs, is noticed when it is read.
 *
 * <p>Reading: any thread. Writing: one thread at a time.
 */
final class CheckedFile implements AutoCloseable {
    static final int BLOCK_BYTES = 4_096;

    /** A block as it lies in the file. */
    static final int STRIDE = BLOCK_BYTES + Integer.BYTES;

    /** How many blocks go to the file in one write. */
    private static final int SLICE_BLOCKS = 64;

    private final FileChannel channel;
    private final ByteBuffer slice = ByteBuffer.allocateDirect(SLICE_BLOCKS * STRIDE);

    CheckedFile(FileChannel channel) {
        this.channel = channel;
    }

    /** A block is not as it was written. */
    static final class DamagedBlockException extends IOException {
        private static final long serialVersionUID = 1;

        DamagedBlockException(long block) {
            super("Block " + block + " of the file fails its checksum");
        }
    }

    /** The bytes in all whole blocks, without their checksums. */
    long size() throws IOException {
        return channel.size() / STRIDE * BLOCK_BYTES;
    }

    /** The bytes of the file itself. */
    long fileBytes() throws IOException {
        return channel.size();
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
    }

    void truncate(long size) throws IOException {
        channel.truncate(size / BLOCK_BYTES * STRIDE);
    }

    /** Returns when everything written is on disk. */
    void sync() throws IOException {
        channel.force(true);
    }

    @Override
    public void close() throws IOException {
        channel.close();
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
