package dev.eventstore.server.eventlog.storage;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * A data type whose values are followed, page by page, by a CRC-32C of their bytes.
 *
 * <p>MVStore itself checks where a page lies and how long it is, but not what is in it.
 *
 * @param <T> type of the values
 */
abstract class ChecksummedType<T> extends BasicDataType<T> {
    private final String content;

    /**
     * @param content what a page of this type holds, for the message when it is damaged
     */
    ChecksummedType(String content) {
        this.content = content;
    }

    /** Writes the first values of an array, without a checksum. */
    abstract void writeAll(WriteBuffer buffer, T[] values, int count);

    /** Reads as many values as were written. */
    abstract void readAll(ByteBuffer buffer, T[] values, int count);

    /** What a value takes is known as soon as it could be guessed. */
    @Override
    public final boolean isMemoryEstimationAllowed() {
        return false;
    }

    @Override
    public final void write(WriteBuffer buffer, Object storage, int count) {
        int start = buffer.position();
        writeAll(buffer, cast(storage), count);
        CRC32C crc = new CRC32C();
        ByteBuffer written = buffer.getBuffer().duplicate();
        written.limit(buffer.position()).position(start);
        crc.update(written);
        buffer.putInt((int) crc.getValue());
    }

    @Override
    public final void read(ByteBuffer buffer, Object storage, int count) {
        int start = buffer.position();
        boolean readable = true;
        try {
            readAll(buffer, cast(storage), count);
        } catch (RuntimeException garbled) {
            // Damaged lengths lead anywhere; the checksum is what decides and is reported.
            readable = false;
        }
        if (!readable || !checksumMatches(buffer, start)) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT,
                    "A page of {0} fails its checksum: the file is damaged.",
                    content);
        }
    }

    private static boolean checksumMatches(ByteBuffer buffer, int start) {
        if (buffer.remaining() < Integer.BYTES) {
            return false;
        }
        CRC32C crc = new CRC32C();
        ByteBuffer seen = buffer.duplicate();
        seen.limit(buffer.position()).position(start);
        crc.update(seen);
        return buffer.getInt() == (int) crc.getValue();
    }
}
