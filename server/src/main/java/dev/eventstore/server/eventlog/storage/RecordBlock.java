package dev.eventstore.server.eventlog.storage;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.h2.mvstore.DataUtils;
import org.jspecify.annotations.Nullable;

/**
 * Records of neighbouring positions as the bytes of one entry. In front is how many there are, and
 * for each how many bytes of its own it has and how many it begins with that the first record
 * begins with too; then come the bytes of their own. Numbers are of variable length. A removed
 * record has no bytes at all. Immutable.
 */
final class RecordBlock {
    /** A block is closed before it grows over this; one record may be larger. */
    static final int BYTES_GOOD = 4_096;

    static final int RECORDS_MAX = 256;

    private static final ByteBuffer GONE = ByteBuffer.allocate(0);

    private final byte[] bytes;

    /** Where the own bytes of each record begin, and behind the last where they end. */
    private final int[] offsets;

    /** How many bytes each record shares with the first. */
    private final int[] shared;

    private RecordBlock(byte[] bytes, int[] offsets, int[] shared) {
        this.bytes = bytes;
        this.offsets = offsets;
        this.shared = shared;
    }

    /** Reads what {@link #bytes} wrote. */
    static RecordBlock read(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        int count = DataUtils.readVarInt(buffer);
        int[] offsets = new int[count + 1];
        int[] shared = new int[count];
        for (int i = 0; i < count; i++) {
            offsets[i + 1] = offsets[i] + DataUtils.readVarInt(buffer);
            shared[i] = DataUtils.readVarInt(buffer);
        }
        for (int i = 0; i <= count; i++) {
            offsets[i] += buffer.position();
        }
        return new RecordBlock(bytes, offsets, shared);
    }

    /** Puts records together. */
    static byte[] bytes(List<ByteBuffer> records) {
        int first = firstPlace(records);
        int[] common = new int[records.size()];
        int size = DataUtils.getVarIntLen(records.size());
        for (int i = 0; i < common.length; i++) {
            ByteBuffer record = records.get(i);
            common[i] = i <= first ? 0 : commonWith(records.get(first), record);
            int own = record.remaining() - common[i];
            size += DataUtils.getVarIntLen(own) + DataUtils.getVarIntLen(common[i]) + own;
        }
        ByteBuffer block = ByteBuffer.allocate(size);
        DataUtils.writeVarInt(block, records.size());
        for (int i = 0; i < common.length; i++) {
            DataUtils.writeVarInt(block, records.get(i).remaining() - common[i]);
            DataUtils.writeVarInt(block, common[i]);
        }
        int end = block.position();
        for (int i = 0; i < common.length; i++) {
            ByteBuffer record = records.get(i);
            int own = record.remaining() - common[i];
            block.put(end, record, record.position() + common[i], own);
            end += own;
        }
        return block.array();
    }

    /** How many records the block was made of, removed ones included. */
    int count() {
        return shared.length;
    }

    /** Answers whether there is a record at a place. */
    boolean holds(long place) {
        return place < count() && offsets[(int) place] < offsets[(int) place + 1];
    }

    /** The record at a place, or {@code null} if there is none. */
    @Nullable ByteBuffer record(long place) {
        return holds(place) ? whole((int) place) : null;
    }

    /** Copies the record at a place into a buffer, or into a larger one if that is too small. */
    ByteBuffer copy(int place, ByteBuffer buffer) {
        int own = offsets[place + 1] - offsets[place];
        int length = shared[place] + own;
        ByteBuffer into =
                length <= buffer.capacity() ? buffer.clear() : ByteBuffer.allocate(2 * length);
        if (shared[place] > 0) {
            into.put(bytes, offsets[firstPlace()], shared[place]);
        }
        return into.put(bytes, offsets[place], own).flip();
    }

    /** One byte of the record at a place, 0 to 255; −1 behind its end. */
    int byteAt(int place, int index) {
        if (index < shared[place]) {
            return bytes[offsets[firstPlace()] + index] & 0xff;
        }
        int at = offsets[place] + index - shared[place];
        return at < offsets[place + 1] ? bytes[at] & 0xff : -1;
    }

    /** The block without the records at some places, or {@code null} if nothing is left. */
    byte @Nullable [] without(Set<Integer> places) {
        List<ByteBuffer> left = new ArrayList<>(count());
        boolean isEmpty = true;
        for (int i = 0; i < count(); i++) {
            ByteBuffer record = places.contains(i) ? GONE : whole(i);
            isEmpty &= !record.hasRemaining();
            left.add(record);
        }
        return isEmpty ? null : bytes(left);
    }

    /** Where the first record is that was not removed. */
    private static int firstPlace(List<ByteBuffer> records) {
        int place = 0;
        while (place < records.size() && !records.get(place).hasRemaining()) {
            place++;
        }
        return place;
    }

    /** A record keeps at least one byte of its own, which tells it from a removed one. */
    private static int commonWith(ByteBuffer first, ByteBuffer record) {
        int differsAt = first.mismatch(record);
        int common = differsAt < 0 ? record.remaining() : differsAt;
        return Math.max(0, Math.min(common, record.remaining() - 1));
    }

    private ByteBuffer whole(int place) {
        ByteBuffer own = own(place);
        if (shared[place] == 0) {
            return own;
        }
        ByteBuffer whole = ByteBuffer.allocate(shared[place] + own.remaining());
        return whole.put(own(firstPlace()).limit(shared[place])).put(own).flip();
    }

    private ByteBuffer own(int place) {
        return ByteBuffer.wrap(bytes, offsets[place], offsets[place + 1] - offsets[place]).slice();
    }

    /** Where the first record is that was not removed; it has all its bytes. */
    private int firstPlace() {
        int place = 0;
        while (offsets[place] == offsets[place + 1]) {
            place++;
        }
        return place;
    }
}
