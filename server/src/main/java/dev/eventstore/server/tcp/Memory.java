package dev.eventstore.server.tcp;

import dev.eventstore.server.tcp.frame.PackageReader;
import java.util.concurrent.Semaphore;

/**
 * How much the requests of all connections may hold in memory while they are worked on: an eighth
 * of the heap, but always the largest possible one. Whoever needs more waits in line. Thread-safe.
 */
final class Memory {
    private static final int UNIT_BYTES = 1024;
    private static final int HEAP_SHARE = 8;

    private final Semaphore units;

    /**
     * @param heapBytes how large the heap can get
     */
    Memory(long heapBytes) {
        long largest = units(PackageReader.PACKAGE_BYTES_MAX);
        long share = heapBytes / HEAP_SHARE / UNIT_BYTES;
        this.units = new Semaphore(Math.clamp(share, (int) largest, Integer.MAX_VALUE), true);
    }

    /**
     * Waits until there is room.
     *
     * @return what {@link #leave} is to be told
     */
    int enter(int bytes) throws InterruptedException {
        int taken = units(bytes);
        units.acquire(taken);
        return taken;
    }

    /** Gives room back. */
    void leave(int taken) {
        if (taken > 0) {
            units.release(taken);
        }
    }

    private static int units(int bytes) {
        return bytes / UNIT_BYTES + 1;
    }
}
