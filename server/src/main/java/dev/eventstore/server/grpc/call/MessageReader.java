package dev.eventstore.server.grpc.call;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http2.api.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The messages of a request, read one after the other by a thread that waits where they are not
 * there yet, one thread at a time. The client can send no more than the window of its stream ahead.
 */
final class MessageReader {
    /** The largest message, in bytes: what clients may append, and room for what is around it. */
    static final int MESSAGE_BYTES_MAX = 17 * 1024 * 1024;

    /** How long a client may take for the next piece of what it sends in one go. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int PREFIX_BYTES = 5;

    /** Memory is taken in such steps, as the bytes come: who announces much must send much. */
    private static final int STEP_BYTES = 256 * 1024;

    private static final byte[] NOTHING = {};

    private final CallStream stream;
    private final Deadline deadline;
    private final long patienceNanos;
    private final boolean isGzip;
    private final byte[] prefix = new byte[PREFIX_BYTES];
    private ByteBuffer bytes;
    private boolean isLast;
    private Stream.@Nullable Data held;
    private volatile boolean hasArrived;

    /** Whoever waits for more. */
    private volatile @Nullable Thread waiting;

    /**
     * @param begun what was read of the stream already
     * @param isLongLived whether the client may take its time between two messages
     * @param isGzip whether messages may be compressed
     */
    MessageReader(
            CallStream stream,
            RequestBytes begun,
            Deadline deadline,
            boolean isLongLived,
            boolean isGzip) {
        this.stream = stream;
        this.bytes = begun.content();
        this.isLast = begun.isWhole();
        this.deadline = deadline;
        this.patienceNanos = isLongLived ? Long.MAX_VALUE : PATIENCE.toNanos();
        this.isGzip = isGzip;
    }

    /** The next message; {@code null} after the last one. */
    byte @Nullable [] next() throws StatusException, ClientGoneException, InterruptedException {
        int got = fill(prefix, 0, PREFIX_BYTES);
        if (got == 0) {
            return null;
        }
        int length = ByteBuffer.wrap(prefix).getInt(1);
        if (got < PREFIX_BYTES || prefix[0] < 0 || prefix[0] > 1) {
            throw new StatusException(StatusCode.INTERNAL, "The request is no gRPC message.");
        }
        if (length < 0 || length > MESSAGE_BYTES_MAX) {
            throw tooLarge();
        }
        byte[] message = body(length);
        stream.countMessage();
        if (prefix[0] == 0) {
            return message;
        }
        if (!isGzip) {
            throw new StatusException(
                    StatusCode.INTERNAL,
                    "A message is compressed, and grpc-encoding says not how.");
        }
        return inflate(message);
    }

    /** Answers whether something of the next message is here already; does not wait. */
    boolean isMoreHere() {
        if (!bytes.hasRemaining() && !isLast) {
            Stream.Data next = stream.read();
            if (next != null) {
                hold(next);
            }
        }
        return bytes.hasRemaining();
    }

    /** Lets go of what was received and not read. */
    void close() {
        if (held != null) {
            held.release();
            held = null;
        }
    }

    private byte[] body(int length)
            throws StatusException, ClientGoneException, InterruptedException {
        byte[] message = length == 0 ? NOTHING : new byte[Math.min(length, STEP_BYTES)];
        int got = 0;
        while (got < length) {
            if (got == message.length) {
                byte[] larger = new byte[(int) Math.min(length, message.length * 4L)];
                System.arraycopy(message, 0, larger, 0, got);
                message = larger;
            }
            int wanted = message.length - got;
            int more = fill(message, got, wanted);
            got += more;
            if (more < wanted) {
                throw new StatusException(
                        StatusCode.INTERNAL, "The last message is shorter than it says.");
            }
        }
        return message;
    }

    /** Fills a part of an array; returns how much there was, less than wanted only at the end. */
    private int fill(byte[] into, int from, int wanted)
            throws StatusException, ClientGoneException, InterruptedException {
        int got = 0;
        while (got < wanted) {
            if (bytes.hasRemaining()) {
                int count = Math.min(bytes.remaining(), wanted - got);
                bytes.get(into, from + got, count);
                got += count;
            } else if (isLast) {
                return got;
            } else {
                await();
            }
        }
        return got;
    }

    private void await() throws StatusException, ClientGoneException, InterruptedException {
        close();
        Stream.Data next = stream.read();
        while (next == null) {
            Throwable failure = stream.failure();
            if (failure != null) {
                throw new ClientGoneException(failure);
            }
            park();
            next = stream.read();
        }
        hold(next);
    }

    private void hold(Stream.Data next) {
        close();
        held = next;
        bytes = next.frame().getByteBuffer();
        isLast = next.frame().isEndStream();
    }

    private void park() throws StatusException, InterruptedException {
        hasArrived = false;
        waiting = Thread.currentThread();
        stream.demand(this::wake);
        long begun = System.nanoTime();
        while (!hasArrived) {
            long left = Math.min(deadline.left(), patienceNanos - (System.nanoTime() - begun));
            if (left <= 0) {
                throw new StatusException(
                        StatusCode.DEADLINE_EXCEEDED, "The request did not come in time.");
            }
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void wake() {
        hasArrived = true;
        LockSupport.unpark(waiting);
    }

    private static byte[] inflate(byte[] message) throws StatusException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(message))) {
            byte[] inflated = in.readNBytes(MESSAGE_BYTES_MAX);
            if (in.read() >= 0) {
                throw tooLarge();
            }
            return inflated;
        } catch (EOFException cut) {
            throw new StatusException(StatusCode.INTERNAL, "A compressed message is cut off.");
        } catch (IOException unreadable) {
            throw new StatusException(StatusCode.INTERNAL, "A message is not compressed as gzip.");
        }
    }

    private static StatusException tooLarge() {
        return new StatusException(
                StatusCode.RESOURCE_EXHAUSTED,
                "A message has more than " + MESSAGE_BYTES_MAX + " bytes.");
    }
}
