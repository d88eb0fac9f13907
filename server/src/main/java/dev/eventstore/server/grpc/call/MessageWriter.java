package dev.eventstore.server.grpc.call;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call. Messages gather in a buffer and leave together; whoever writes waits until
 * the client has taken them, so that a slow one stalls its own call and nothing else. The last
 * messages, the status and, if nothing was sent before, the headers leave in one piece.
 */
final class MessageWriter {
    /** So many bytes are worth a write. */
    static final int FULL_BYTES = 32 * 1024;

    /** What an idle call may keep. */
    private static final int KEPT_BYTES_MAX = 128 * 1024;

    private static final HttpField CONTENT_TYPE =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/grpc");
    private static final HttpField STATUS_OK = new PreEncodedHttpField("grpc-status", "0");
    private static final HttpFields OK = HttpFields.from(STATUS_OK);

    private final Response response;
    private final Callback callback;
    private final MessageBuffer buffer = new MessageBuffer();
    private HttpFields trailers = HttpFields.EMPTY;
    private boolean hasBegun;
    private boolean isStuck;

    /**
     * @param callback told at the end
     */
    MessageWriter(Response response, Callback callback) {
        this.response = response;
        this.callback = callback;
    }

    MessageBuffer buffer() {
        return buffer;
    }

    void flushIfFull() throws ClientGoneException, InterruptedException {
        if (buffer.length() >= FULL_BYTES) {
            write();
            buffer.clear(KEPT_BYTES_MAX);
        }
    }

    /** Nothing may follow for long, so the buffer is let go of. */
    void flush() throws ClientGoneException, InterruptedException {
        if (buffer.length() > 0) {
            write();
            buffer.clear(0);
        }
    }

    /** Ends the call well. */
    void end() {
        trailers = OK;
        writeLast();
    }

    /** Ends the call with what went wrong. */
    void end(StatusException failure) {
        if (isStuck) {
            abandon(failure);
            return;
        }
        if (hasBegun) {
            trailers = put(HttpFields.build(), failure);
        } else {
            // With nothing before them, trailers travel as headers.
            buffer.clear(0);
            put(response.getHeaders(), failure);
        }
        writeLast();
    }

    /** Ends the call without another word: the client is gone, or takes nothing. */
    void abandon(Throwable why) {
        callback.failed(why);
    }

    private void writeLast() {
        begin();
        if (buffer.length() == 0) {
            response.write(true, null, callback);
            return;
        }
        // Trailers that are given to Jetty together with data overtake what of it does not fit into
        // a frame or into the client's window.
        Runnable end = () -> response.write(true, null, callback);
        response.write(
                false,
                buffer.content(),
                Callback.from(InvocationType.NON_BLOCKING, end, callback::failed));
    }

    private void write() throws ClientGoneException, InterruptedException {
        begin();
        Written written = new Written(Thread.currentThread());
        response.write(false, buffer.content(), written);
        isStuck = true;
        Throwable failure = written.await();
        isStuck = false;
        if (failure != null) {
            throw new ClientGoneException(failure);
        }
    }

    private void begin() {
        if (!hasBegun) {
            hasBegun = true;
            response.setStatus(HttpStatus.OK_200);
            response.getHeaders().put(CONTENT_TYPE);
            response.setTrailersSupplier(() -> trailers);
        }
    }

    private static HttpFields.Mutable put(HttpFields.Mutable fields, StatusException failure) {
        fields.put("grpc-status", Integer.toString(failure.code().number()));
        fields.put("grpc-message", HeaderText.encode(failure.text()));
        for (Map.Entry<String, String> trailer : failure.trailers().entrySet()) {
            boolean isBinary = trailer.getKey().endsWith("-bin");
            fields.put(
                    trailer.getKey(),
                    isBinary ? trailer.getValue() : HeaderText.encode(trailer.getValue()));
        }
        return fields;
    }

    /** Waits for a write to be done. */
    private static final class Written implements Callback {
        private final Thread thread;
        private volatile boolean isDone;
        private @Nullable Throwable failure;

        Written(Thread thread) {
            this.thread = thread;
        }

        @Override
        public void succeeded() {
            isDone = true;
            LockSupport.unpark(thread);
        }

        @Override
        public void failed(Throwable why) {
            failure = why;
            succeeded();
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }

        /** Answers what went wrong, {@code null} if nothing did. */
        @Nullable Throwable await() throws InterruptedException {
            while (!isDone) {
                LockSupport.park(this);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
            return failure;
        }
    }
}
