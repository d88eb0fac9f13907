package dev.eventstore.server.tcp.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Writes packages with protobuf messages from their end to their beginning: so the length of what
 * is nested is known when its turn comes, and everything is written once, where it stays. Fields
 * are therefore put in reverse order, and of several packages the last one first. One thread at a
 * time.
 */
public final class FrameWriter {
    /** What stands before the payload: length, command, flags, correlation id. */
    private static final int HEAD_BYTES = 22;

    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int TAG_BITS = 3;
    private static final int VARINT_BYTES_MAX = 10;

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int start;

    /**
     * @param capacity a guess of how many bytes there will be; more is found out and costs a copy
     */
    public FrameWriter(int capacity) {
        this.bytes = new byte[Math.max(capacity, 64)];
        this.start = bytes.length;
    }

    /** How many bytes are written. */
    public int size() {
        return bytes.length - start;
    }

    /** Puts a number, also a negative one. */
    public void number(int field, long value) {
        reserve(2 * VARINT_BYTES_MAX);
        varint(value);
        tag(field, VARINT);
    }

    /** Puts a truth. */
    public void truth(int field, boolean value) {
        number(field, value ? 1 : 0);
    }

    /** Puts a text in UTF-8. */
    public void text(int field, String value) {
        bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Puts some bytes. */
    public void bytes(int field, byte[] value) {
        reserve(value.length + 2 * VARINT_BYTES_MAX);
        start -= value.length;
        System.arraycopy(value, 0, bytes, start, value.length);
        varint(value.length);
        tag(field, LENGTH_DELIMITED);
    }

    /** Puts the id of an event. */
    public void id(int field, UUID value) {
        reserve(EventIds.BYTES + 2 * VARINT_BYTES_MAX);
        start -= EventIds.BYTES;
        EventIds.write(value, bytes, start);
        varint(EventIds.BYTES);
        tag(field, LENGTH_DELIMITED);
    }

    /**
     * Makes a nested message of what was put since.
     *
     * @param since the {@link #size} before its last field was put
     */
    public void message(int field, int since) {
        reserve(2 * VARINT_BYTES_MAX);
        varint(size() - since);
        tag(field, LENGTH_DELIMITED);
    }

    /**
     * Makes a package of what was put since.
     *
     * @param since the {@link #size} before its last field was put
     */
    public void head(Command command, Correlation correlation, int since) {
        int payload = size() - since;
        reserve(HEAD_BYTES);
        start -= HEAD_BYTES;
        writeHead(bytes, start, command, correlation, payload);
    }

    /** All packages, to be sent. Nothing may be put any more. */
    public Frame frame() {
        return new Frame(bytes, start, size());
    }

    /** The package that everything so far is the payload of. */
    public Frame frame(Command command, Correlation correlation) {
        head(command, correlation, 0);
        return frame();
    }

    static void writeHead(
            byte[] bytes, int at, Command command, Correlation correlation, int payload) {
        INTS.set(bytes, at, payload + HEAD_BYTES - 4);
        bytes[at + 4] = (byte) command.code();
        bytes[at + 5] = 0;
        LONGS.set(bytes, at + 6, correlation.high());
        LONGS.set(bytes, at + 14, correlation.low());
    }

    static int headBytes() {
        return HEAD_BYTES;
    }

    private void tag(int field, int type) {
        varint((long) field << TAG_BITS | type);
    }

    private void varint(long value) {
        if ((value & ~0x7fL) == 0) {
            bytes[--start] = (byte) value;
            return;
        }
        int count = (Long.SIZE - Long.numberOfLeadingZeros(value) + 6) / 7;
        start -= count;
        long rest = value;
        int at = start;
        for (int i = 1; i < count; i++) {
            bytes[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[at] = (byte) rest;
    }

    private void reserve(int count) {
        if (start < count) {
            int size = size();
            byte[] larger = new byte[Math.max(bytes.length * 2, size + count + bytes.length / 2)];
            System.arraycopy(bytes, start, larger, larger.length - size, size);
            start = larger.length - size;
            bytes = larger;
        }
    }
}
