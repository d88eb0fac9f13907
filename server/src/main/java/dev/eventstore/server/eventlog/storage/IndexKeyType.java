package dev.eventstore.server.eventlog.storage;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** Keys of an index run: the first entry of each block. */
final class IndexKeyType extends ChecksummedType<IndexKey> {
    static final IndexKeyType INSTANCE = new IndexKeyType();

    private IndexKeyType() {
        super("index keys");
    }

    @Override
    public int compare(IndexKey a, IndexKey b) {
        return a.compareTo(b);
    }

    @Override
    public int getMemory(IndexKey key) {
        return 32;
    }

    @Override
    public IndexKey[] createStorage(int size) {
        return new IndexKey[size];
    }

    @Override
    public void write(WriteBuffer buffer, IndexKey key) {
        buffer.putLong(key.stream()).putVarLong(key.revision());
    }

    @Override
    public IndexKey read(ByteBuffer buffer) {
        return new IndexKey(buffer.getLong(), DataUtils.readVarLong(buffer));
    }

    @Override
    void writeAll(WriteBuffer buffer, IndexKey[] keys, int count) {
        for (int i = 0; i < count; i++) {
            write(buffer, keys[i]);
        }
    }

    @Override
    void readAll(ByteBuffer buffer, IndexKey[] keys, int count) {
        for (int i = 0; i < count; i++) {
            keys[i] = read(buffer);
        }
    }
}
