package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.BodySource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of one request, read at most once and never beyond the limit. Large ones take turns, so
 * that many clients at once cannot fill the memory. One thread at a time.
 */
final class RequestBody implements BodySource, AutoCloseable {
    /** Bodies up to this length are read without waiting for a turn. */
    static final int SMALL_BYTES_MAX = 1024 * 1024;

    /** How much of a body that nobody wants is read and thrown away, to keep the connection. */
    static final int DISCARD_BYTES_MAX = 1024 * 1024;

    private static final Logger logger = LoggerFactory.getLogger(RequestBody.class);
    private static final int FIRST_BUFFER_BYTES = 8192;
    private static final int TURN_SECONDS_MAX = 30;
    private static final int GRACE_SECONDS = 30;
    private static final int BYTES_PER_SECOND_MIN = 256;
    private static final byte[] NOTHING = {};

    private final Stream stream;
    private final long declared;
    private final int bytesMax;
    private final Semaphore largeBodies;
    private boolean hasTurn;
    private boolean read;
    private long begun;

    /** Opens the body's stream. */
    interface Stream {
        InputStream open();
    }

    /**
     * @param declared the {@code Content-Length}, -1 if the body comes in chunks, 0 if there is
     *     none
     * @param bytesMax the longest body to take
     * @param largeBodies as many permits as there may be large bodies in memory
     */
    RequestBody(Stream stream, long declared, int bytesMax, Semaphore largeBodies) {
        this.stream = stream;
        this.declared = declared;
        this.bytesMax = bytesMax;
        this.largeBodies = largeBodies;
    }

    @Override
    public byte[] read() throws BadRequest {
        if (read) {
            throw new IllegalStateException("The body was read already.");
        }
        read = true;
        begun = System.nanoTime();
        if (declared == 0) {
            return NOTHING;
        }
        if (declared > bytesMax) {
            throw tooLong();
        }
        // Not closed: that would cut off what follows on the connection.
        InputStream in = stream.open();
        try {
            return declared > 0 ? readDeclared(in) : readToEnd(in);
        } catch (IOException e) {
            logger.debug("A body broke off", e);
            throw new BadRequest("The request body broke off, or its chunks cannot be read.");
        }
    }

    private byte[] readDeclared(InputStream in) throws IOException, BadRequest {
        if (declared > SMALL_BYTES_MAX) {
            waitForTurn();
        }
        byte[] body = new byte[(int) declared];
        int length = 0;
        while (length < body.length) {
            int count = in.read(body, length, body.length - length);
            if (count < 0) {
                throw new BadRequest("The request body is shorter than Content-Length says.");
            }
            length += count;
            requirePace(length);
        }
        return body;
    }

    private byte[] readToEnd(InputStream in) throws IOException, BadRequest {
        byte[] buffer = new byte[FIRST_BUFFER_BYTES];
        int length = 0;
        while (true) {
            int count = in.read(buffer, length, buffer.length - length);
            if (count < 0) {
                return Arrays.copyOf(buffer, length);
            }
            length += count;
            requirePace(length);
            if (length > bytesMax) {
                throw tooLong();
            }
            if (length == buffer.length) {
                if (length >= SMALL_BYTES_MAX) {
                    waitForTurn();
                }
                buffer = Arrays.copyOf(buffer, (int) Math.min(2L * length, bytesMax + 1L));
            }
        }
    }

    /** Gives up on clients that send a byte now and then, to hold on to what they have. */
    private void requirePace(int length) throws BadRequest {
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
        if (seconds > GRACE_SECONDS && length < seconds * BYTES_PER_SECOND_MIN) {
            throw new BadRequest(408, "The request body comes too slowly.");
        }
    }

    private void waitForTurn() throws BadRequest {
        if (hasTurn) {
            return;
        }
        try {
            hasTurn = largeBodies.tryAcquire(TURN_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!hasTurn) {
            throw new BadRequest(429, "Too many large request bodies at a time");
        }
    }

    private BadRequest tooLong() {
        return new BadRequest(413, "The request body is longer than " + bytesMax + " bytes.");
    }

    /**
     * Reads what a rejected request still sends, within bounds: a client that is writing does not
     * read the answer, and a connection with unread bytes is cut.
     */
    void discardRest() {
        if (read || declared == 0 || declared > DISCARD_BYTES_MAX) {
            return;
        }
        read = true;
        try {
            stream.open().skipNBytes(DISCARD_BYTES_MAX);
        } catch (EOFException end) {
            // As it should be.
        } catch (IOException e) {
            logger.debug("A rejected body broke off", e);
        }
    }

    @Override
    public void close() {
        if (hasTurn) {
            largeBodies.release();
            hasTurn = false;
        }
    }
}
