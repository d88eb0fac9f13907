package dev.eventstore.server.http.stream.payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Collects bytes up to a limit. Indentation can make 500 bytes of one, and a name in XML is
 * repeated for each item of an array: what is written must not grow with what the client thinks up.
 */
public final class BoundedBytes extends OutputStream {
    private final long bytesMax;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public BoundedBytes(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /** Says that the limit is reached. */
    public static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(long bytesMax) {
            super("More than " + bytesMax + " bytes");
        }
    }

    @Override
    public void write(int b) throws IOException {
        reserve(1);
        bytes.write(b);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        reserve(length);
        bytes.write(source, offset, length);
    }

    /** What was written. */
    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    private void reserve(int more) throws TooLongException {
        if (bytes.size() + (long) more > bytesMax) {
            throw new TooLongException(bytesMax);
        }
    }
}
