package dev.eventstore.server.grpc.call;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Messages in a row, each with its length before it, ready to be sent. It grows as it must and can
 * be written to directly, in the primitives of Protocol Buffers. One thread at a time.
 */
public final class MessageBuffer {
    private static final int PREFIX_BYTES = 5;
    private static final int FIRST_BYTES = 512;
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;

    /** The number of bytes. */
    public int length() {
        return length;
    }

    /** Adds a whole message. */
    public void add(MessageLite message) {
        int size = message.getSerializedSize();
        begin(size);
        try {
            CodedOutputStream out = CodedOutputStream.newInstance(bytes, length, size);
            message.writeTo(out);
            out.flush();
        } catch (IOException impossible) {
            throw new UncheckedIOException("An array takes what there is room for", impossible);
        }
        length += size;
    }

    /**
     * Begins a message. Exactly as many bytes must be put afterwards.
     *
     * @param size of the message, in bytes
     */
    public void begin(int size) {
        makeRoom(size + PREFIX_BYTES);
        bytes[length] = 0;
        bytes[length + 1] = (byte) (size >>> 24);
        bytes[length + 2] = (byte) (size >>> 16);
        bytes[length + 3] = (byte) (size >>> 8);
        bytes[length + 4] = (byte) size;
        length += PREFIX_BYTES;
    }

    /** Puts one byte, such as a short tag. */
    public void put(int octet) {
        bytes[length++] = (byte) octet;
    }

    /** Puts bytes as they are. */
    public void put(byte[] some) {
        System.arraycopy(some, 0, bytes, length, some.length);
        length += some.length;
    }

    /** Puts a number in the variable-length form, as unsigned. */
    public void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    /** How many bytes {@link #putVarint} takes, 1 to 10. */
    public static int sizeOfVarint(long value) {
        return (70 - Long.numberOfLeadingZeros(value | 1)) / 7;
    }

    /**
     * What is to be sent. It shares the bytes, so it must be sent before anything else is added.
     */
    ByteBuffer content() {
        return ByteBuffer.wrap(bytes, 0, length);
    }

    /** Starts anew; a buffer that grew for large messages is let go of. */
    void clear(int keptBytesMax) {
        length = 0;
        if (bytes.length > keptBytesMax) {
            bytes = NOTHING;
        }
    }

    private void makeRoom(int more) {
        if (bytes.length - length < more) {
            int needed = Math.addExact(length, more);
            bytes = Arrays.copyOf(bytes, Math.max(FIRST_BYTES, Math.max(needed, bytes.length * 2)));
        }
    }
}
