package dev.eventstore.server.tcp.frame;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into packages. One thread at a time; {@link #received} and {@link
 * #incompleteSince} may be asked by any.
 */
public final class PackageReader {
    /** The longest package, the four bytes of its length not counted: 64 MiB. */
    public static final int PACKAGE_BYTES_MAX = 64 * 1024 * 1024;

    /** Packages that are longer than this are read into an array of their own. */
    public static final int BUFFER_BYTES_MAX = 64 * 1024;

    /** A large package that grows by this is not stuck. */
    private static final int PIECE_BYTES = 128 * 1024;

    private static final int BUFFER_BYTES_FIRST = 4 * 1024;
    private static final int LENGTH_BYTES = 4;
    private static final int HEAD_BYTES = 18;
    private static final int FLAG_AUTHENTICATED = 0x01;

    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final InputStream in;
    private final Room room;
    private byte[] buffer = new byte[BUFFER_BYTES_FIRST];
    private int start;
    private int end;
    private final AtomicLong received = new AtomicLong();
    private volatile long incompleteSince;

    /** Lets large packages in one after the other, so that they do not fill the memory. */
    @FunctionalInterface
    public interface Room {
        /**
         * Waits until there is room for a package.
         *
         * @param bytes more than {@link #BUFFER_BYTES_MAX}
         */
        void enter(int bytes) throws InterruptedException;
    }

    public PackageReader(InputStream in, Room room) {
        this.in = in;
        this.room = room;
    }

    /** How many bytes have come in. */
    public long received() {
        return received.get();
    }

    /**
     * Since when a package has not grown by 128 KiB or to its end, in {@link System#nanoTime}; 0 if
     * none is.
     */
    public long incompleteSince() {
        return incompleteSince;
    }

    /**
     * Reads the next package, and waits for it.
     *
     * @return {@code null} at the end of the stream
     * @throws EOFException if the stream ends within a package
     */
    public @Nullable Request next() throws IOException, BadFrameException, InterruptedException {
        if (!fill(LENGTH_BYTES)) {
            return null;
        }
        int length = (int) INTS.get(buffer, start);
        if (length < HEAD_BYTES || length > PACKAGE_BYTES_MAX) {
            throw new BadFrameException(
                    "Package length "
                            + Integer.toUnsignedString(length)
                            + " is out of bounds: "
                            + HEAD_BYTES
                            + " to "
                            + PACKAGE_BYTES_MAX
                            + ".");
        }
        if (length > BUFFER_BYTES_MAX - LENGTH_BYTES) {
            return request(large(length), 0, length);
        }
        fill(LENGTH_BYTES + length);
        int from = start + LENGTH_BYTES;
        start = from + length;
        return request(buffer, from, length);
    }

    /** Answers whether something of the next package is here already; does not wait. */
    public boolean isMoreHere() {
        return end > start;
    }

    private static Request request(byte[] bytes, int from, int length) throws BadFrameException {
        int flags = bytes[from + 1];
        Correlation correlation =
                new Correlation(
                        (long) LONGS.get(bytes, from + 2), (long) LONGS.get(bytes, from + 10));
        int code = bytes[from] & 0xff;
        int end = from + length;
        int payload = from + HEAD_BYTES;
        Credentials credentials = null;
        if (flags == FLAG_AUTHENTICATED) {
            int login = text(bytes, payload, end, "login");
            int password = text(bytes, login, end, "password");
            credentials =
                    new Credentials(
                            text(bytes, payload + 1, login), text(bytes, login + 1, password));
            payload = password;
        } else if (flags != 0) {
            throw new BadFrameException("Flags " + flags + " are not for clients.");
        }
        return new Request(code, correlation, credentials, bytes, payload, end - payload);
    }

    /** The end of a text behind its length byte. */
    private static int text(byte[] bytes, int at, int end, String name) throws BadFrameException {
        int after = at < end ? at + 1 + (bytes[at] & 0xff) : Integer.MAX_VALUE;
        if (after > end) {
            throw new BadFrameException("The " + name + " runs past the end of the package.");
        }
        return after;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private byte[] large(int length) throws IOException, InterruptedException {
        start += LENGTH_BYTES;
        incompleteSince = 0;
        room.enter(length);
        incompleteSince = now();
        byte[] bytes = new byte[length];
        int have = Math.min(length, end - start);
        System.arraycopy(buffer, start, bytes, 0, have);
        start += have;
        int seen = have;
        while (have < length) {
            have += read(bytes, have, length - have);
            if (have - seen >= PIECE_BYTES) {
                seen = have;
                incompleteSince = now();
            }
        }
        incompleteSince = 0;
        return bytes;
    }

    /** Makes sure that so many bytes are in the buffer; false at the end between two packages. */
    private boolean fill(int wanted) throws IOException {
        if (end - start >= wanted) {
            return true;
        }
        makeRoom(wanted);
        while (end - start < wanted) {
            if (end > start && incompleteSince == 0) {
                incompleteSince = now();
            }
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                if (end == start) {
                    return false;
                }
                throw new EOFException("The connection ended within a package.");
            }
            end += count;
            received.addAndGet(count);
        }
        incompleteSince = 0;
        return true;
    }

    private void makeRoom(int wanted) {
        boolean isBusy = end == buffer.length && buffer.length < BUFFER_BYTES_MAX;
        int capacity = Math.max(isBusy ? buffer.length * 2 : buffer.length, wanted);
        int kept = end - start;
        if (capacity > buffer.length) {
            buffer = Arrays.copyOfRange(buffer, start, start + capacity);
        } else if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, kept);
        }
        start = 0;
        end = kept;
    }

    private int read(byte[] bytes, int at, int most) throws IOException {
        int count = in.read(bytes, at, most);
        if (count < 0) {
            throw new EOFException("The connection ended within a package.");
        }
        received.addAndGet(count);
        return count;
    }

    /** Never 0, which means that no package is incomplete. */
    private static long now() {
        return System.nanoTime() | 1;
    }
}
