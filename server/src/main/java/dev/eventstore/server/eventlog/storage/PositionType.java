package dev.eventstore.server.eventlog.storage;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/** Positions as keys: ascending, stored as differences. */
final class PositionType extends ChecksummedType<Long> {
    static final PositionType INSTANCE = new PositionType();

    private PositionType() {
        super("positions");
    }

    @Override
    public int compare(Long a, Long b) {
        return Long.compare(a, b);
    }

    @Override
    public int getMemory(Long position) {
        return 24;
    }

    @Override
    public Long[] createStorage(int size) {
        return new Long[size];
    }

    @Override
    public void write(WriteBuffer buffer, Long position) {
        buffer.putVarLong(position);
    }

    @Override
    public Long read(ByteBuffer buffer) {
        return DataUtils.readVarLong(buffer);
    }

    @Override
    void writeAll(WriteBuffer buffer, Long[] positions, int count) {
        long previous = 0;
        for (int i = 0; i < count; i++) {
            buffer.putVarLong(positions[i] - previous);
            previous = positions[i];
        }
    }

    @Override
    void readAll(ByteBuffer buffer, Long[] positions, int count) {
        long previous = 0;
        for (int i = 0; i < count; i++) {
            previous += DataUtils.readVarLong(buffer);
            positions[i] = previous;
        }
    }
}
