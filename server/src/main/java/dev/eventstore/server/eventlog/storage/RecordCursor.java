package dev.eventstore.server.eventlog.storage;

import java.nio.ByteBuffer;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** Walks records in the order of their positions, either way. One thread at a time. */
public final class RecordCursor {
    /** Most records are not larger. */
    private static final int RECORD_BYTES = 1_024;

    private final Cursor<Long, byte[]> blocks;
    private final long from;
    private final int step;
    private @Nullable RecordBlock block;
    private ByteBuffer record = ByteBuffer.allocate(RECORD_BYTES);
    private long first;
    private int at;

    RecordCursor(Cursor<Long, byte[]> blocks, long from, int step) {
        this.blocks = blocks;
        this.from = from;
        this.step = step;
    }

    /** Steps to the next record, which is the first at the first call; false at the end. */
    public boolean advance() {
        do {
            at += step;
            while (block == null || at < 0 || at >= block.count()) {
                if (!blocks.hasNext()) {
                    return false;
                }
                first = blocks.next();
                block = RecordBlock.read(blocks.getValue());
                at = step > 0 ? 0 : block.count() - 1;
            }
        } while (!block.holds(at) || (step > 0 ? position() < from : position() > from));
        return true;
    }

    /** Where the cursor stands. */
    public long position() {
        return first + at;
    }

    /**
     * The record there; only after {@link #advance} said so, and to be used before the next one.
     */
    public ByteBuffer record() {
        record = block().copy(at, record);
        return record;
    }

    /** One byte of the record there, 0 to 255; −1 behind its end. */
    public int byteAt(int index) {
        return block().byteAt(at, index);
    }

    private RecordBlock block() {
        if (block == null) {
            throw nowhere();
        }
        return block;
    }

    private static IllegalStateException nowhere() {
        return new IllegalStateException("The cursor stands at no record.");
    }
}
