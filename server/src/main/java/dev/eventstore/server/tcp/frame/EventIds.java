package dev.eventstore.server.tcp.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;

/**
 * Ids of events as .NET writes them: of the text form's five groups, the first three lie with their
 * lowest byte first, the others in order.
 */
public final class EventIds {
    /** How many bytes an id has. */
    public static final int BYTES = 16;

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private EventIds() {}

    /**
     * Reads an id.
     *
     * @param bytes {@link #BYTES} of them
     */
    public static UUID read(byte[] bytes) {
        return new UUID(swapped((long) LONGS.get(bytes, 0)), (long) LONGS.get(bytes, 8));
    }

    /** Writes an id into an array. */
    public static void write(UUID id, byte[] bytes, int at) {
        LONGS.set(bytes, at, swapped(id.getMostSignificantBits()));
        LONGS.set(bytes, at + 8, id.getLeastSignificantBits());
    }

    /** Turns each of the first three groups around; twice is not at all. */
    private static long swapped(long groups) {
        long first = Integer.toUnsignedLong(Integer.reverseBytes((int) (groups >>> 32)));
        long second = Short.toUnsignedLong(Short.reverseBytes((short) (groups >>> 16)));
        long third = Short.toUnsignedLong(Short.reverseBytes((short) groups));
        return first << 32 | second << 16 | third;
    }
}
