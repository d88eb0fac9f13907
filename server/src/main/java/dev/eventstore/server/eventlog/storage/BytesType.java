package dev.eventstore.server.eventlog.storage;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** Byte arrays as values: records and blocks of the index. */
final class BytesType extends ChecksummedType<byte[]> {
    static final BytesType INSTANCE = new BytesType();

    private BytesType() {
        super("records");
    }

    @Override
    public int compare(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }

    @Override
    public int getMemory(byte[] bytes) {
        return 24 + bytes.length;
    }

    @Override
    public byte[][] createStorage(int size) {
        return new byte[size][];
    }

    @Override
    public void write(WriteBuffer buffer, byte[] bytes) {
        buffer.putVarInt(bytes.length).put(bytes);
    }

    @Override
    public byte[] read(ByteBuffer buffer) {
        int length = DataUtils.readVarInt(buffer);
        if (length < 0 || length > buffer.remaining()) {
            throw DataUtils.newMVStoreException(
                    DataUtils.ERROR_FILE_CORRUPT, "A length of {0} cannot be.", length);
        }
        byte[] bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    @Override
    void writeAll(WriteBuffer buffer, byte[][] values, int count) {
        for (int i = 0; i < count; i++) {
            write(buffer, values[i]);
        }
    }

    @Override
    void readAll(ByteBuffer buffer, byte[][] values, int count) {
        for (int i = 0; i < count; i++) {
            values[i] = read(buffer);
        }
    }
}
