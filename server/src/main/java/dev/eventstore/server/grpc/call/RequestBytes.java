package dev.eventstore.server.grpc.call;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The beginning of a request, or all of a short one, as it was gathered without a thread that
 * waits. One thread at a time.
 */
final class RequestBytes {
    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 1024;

    private byte[] bytes = NOTHING;
    private int length;
    private boolean isWhole;

    /** Adds the next bytes. */
    void add(ByteBuffer more) {
        int count = more.remaining();
        if (bytes.length - length < count) {
            int needed = Math.max(FIRST_BYTES, length + count);
            bytes = Arrays.copyOf(bytes, Math.max(needed, bytes.length * 2));
        }
        more.get(bytes, length, count);
        length += count;
    }

    /** Nothing follows. */
    void end() {
        isWhole = true;
    }

    boolean isWhole() {
        return isWhole;
    }

    int length() {
        return length;
    }

    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }
}
