package dev.eventstore.server.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A body that is written while it is made. Small pieces gather; whoever writes waits until the
 * client has taken what is sent. Closing it ends nothing: that is left to whoever knows whether all
 * was written. One thread at a time.
 */
final class ReplyStream extends OutputStream {
    private static final int BUFFER_BYTES = 32 * 1024;

    private final Response response;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int length;

    ReplyStream(Response response) {
        this.response = response;
    }

    @Override
    public void write(int octet) throws IOException {
        if (length == BUFFER_BYTES) {
            flush();
        }
        buffer[length++] = (byte) octet;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        if (count > BUFFER_BYTES - length) {
            flush();
        }
        if (count >= BUFFER_BYTES) {
            Content.Sink.write(response, false, ByteBuffer.wrap(bytes, offset, count));
        } else {
            System.arraycopy(bytes, offset, buffer, length, count);
            length += count;
        }
    }

    @Override
    public void flush() throws IOException {
        if (length > 0) {
            Content.Sink.write(response, false, ByteBuffer.wrap(buffer, 0, length));
            length = 0;
        }
    }

    @Override
    public void close() throws IOException {
        flush();
    }

    /** Sends what is left, and with it the end. */
    void end(Callback callback) {
        response.write(true, ByteBuffer.wrap(buffer, 0, length), callback);
    }
}
