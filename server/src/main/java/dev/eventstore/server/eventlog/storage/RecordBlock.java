package dev.eventstore.server.eventlog.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.jspecify.annotations.Nullable;

/**
 * Records of neighbouring positions as the bytes of one entry: how many, the length of each, then
 * the records themselves; numbers are of variable length. A removed record leaves the length 0.
 * Immutable.
 */
final class RecordBlock {
    /** A block is closed before it grows over this; one record may be larger. */
    static final int BYTES_GOOD = 4_096;

    static final int RECORDS_MAX = 256;

    private static final int NUMBER_BYTES_MAX = 5;

    private final byte[] bytes;

    /** Where each record begins, and behind the last where it ends. */
    private final int[] offsets;

    private RecordBlock(byte[] bytes, int[] offsets) {
        this.bytes = bytes;
        this.offsets = offsets;
    }

    /** Reads what {@link #bytes} wrote. */
    static RecordBlock read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int[] offsets = new int[DataUtils.readVarInt(buffer) + 1];
        for (int i = 1; i < offsets.length; i++) {
            offsets[i] = offsets[i - 1] + DataUtils.readVarInt(buffer);
        }
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] += buffer.position();
        }
        return new RecordBlock(bytes, offsets);
    }

    /** Puts records together. */
    static byte[] bytes(List<ByteBuffer> records) {
        int size = NUMBER_BYTES_MAX * (records.size() + 1);
        for (ByteBuffer record : records) {
            size += record.remaining();
        }
        ByteBuffer block = ByteBuffer.allocate(size);
        DataUtils.writeVarInt(block, records.size());
        for (ByteBuffer record : records) {
            DataUtils.writeVarInt(block, record.remaining());
        }
        for (ByteBuffer record : records) {
            block.put(record.duplicate());
        }
        byte[] exact = new byte[block.position()];
        block.flip().get(exact);
        return exact;
    }

    /** How many records the block was made of, removed ones included. */
    int count() {
        return offsets.length - 1;
    }

    /** The record at a place, or {@code null} if there is none. */
    @Nullable ByteBuffer record(long place) {
        if (place >= count()) {
            return null;
        }
        ByteBuffer slice = slice((int) place);
        return slice.hasRemaining() ? slice : null;
    }

    /** The block without the records at some places, or {@code null} if nothing is left. */
    byte @Nullable [] without(Set<Integer> places) {
        List<ByteBuffer> left = new ArrayList<>(count());
        boolean isEmpty = true;
        for (int i = 0; i < count(); i++) {
            ByteBuffer record = places.contains(i) ? ByteBuffer.allocate(0) : slice(i);
            isEmpty &= !record.hasRemaining();
            left.add(record);
        }
        return isEmpty ? null : bytes(left);
    }

    private ByteBuffer slice(int place) {
        return ByteBuffer.wrap(bytes, offsets[place], offsets[place + 1] - offsets[place]).slice();
    }
}
