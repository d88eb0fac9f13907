package dev.eventstore.server.eventlog.storage;

import java.util.BitSet;

/** Which slices of a file were written since the last look. Thread-safe. */
final class FileChanges {
    /** A slice is what is copied again if a byte of it changed. */
    static final int SLICE_BYTES = 256 * 1024;

    private BitSet slices = new BitSet();

    synchronized void written(long position, int length) {
        if (length > 0) {
            slices.set(slice(position), slice(position + length - 1) + 1);
        }
    }

    /** What was written since the last call. */
    synchronized BitSet take() {
        BitSet taken = slices;
        slices = new BitSet();
        return taken;
    }

    private static int slice(long position) {
        return Math.toIntExact(position / SLICE_BYTES);
    }
}
