package dev.eventstore.server.grpc.call;

import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a call. Messages gather in a buffer and leave together; whoever writes waits until
 * the client has taken them, so that a slow one stalls its own call and nothing else. The end does
 * not wait for the client.
 */
final class MessageWriter {
    /** So many bytes are worth a write. */
    static final int FULL_BYTES = 32 * 1024;

    /** What an idle call may keep. */
    private static final int KEPT_BYTES_MAX = 128 * 1024;

    private static final HttpField CONTENT_TYPE =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/grpc");
    private static final HttpField STATUS_OK = new PreEncodedHttpField("grpc-status", "0");
    private static final MetaData HEADERS = headers(HttpFields.from(CONTENT_TYPE));
    private static final MetaData OK = new MetaData(HttpVersion.HTTP_2, HttpFields.from(STATUS_OK));

    private final CallStream call;
    private final HTTP2Stream stream;
    private final MessageBuffer buffer = new MessageBuffer();
    private boolean hasBegun;
    private boolean isStuck;

    MessageWriter(CallStream call) {
        this.call = call;
        this.stream = call.stream();
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
        end(MessageWriter::nothing);
    }

    /**
     * Ends the call well.
     *
     * @param written told once the message is written, by whoever writes for the connection: what
     *     is sent meanwhile leaves in one go. Must not wait; not told if there was nothing to write
     */
    void end(Runnable written) {
        endWith(OK, written);
    }

    /** Ends the call with what went wrong. */
    void end(StatusException failure) {
        if (isStuck) {
            abandon();
        } else if (hasBegun) {
            endWith(new MetaData(HttpVersion.HTTP_2, fields(failure)), MessageWriter::nothing);
        } else {
            // With nothing before them, trailers travel as headers.
            hasBegun = true;
            MetaData all = headers(fields(failure).add(CONTENT_TYPE));
            stream.headers(new HeadersFrame(stream.getId(), all, null, true), ended());
        }
    }

    /** Ends the call without another word: the client is gone, or takes nothing. */
    void abandon() {
        call.reset(ErrorCode.CANCEL_STREAM_ERROR);
    }

    private void endWith(MetaData trailers, Runnable written) {
        HeadersFrame last = new HeadersFrame(stream.getId(), trailers, null, true);
        if (buffer.length() > 0) {
            // Trailers that are queued together with data overtake what of it does not fit into a
            // frame or into the client's windows.
            Runnable next =
                    () -> {
                        stream.headers(last, ended());
                        written.run();
                    };
            send(Callback.from(InvocationType.NON_BLOCKING, next, _ -> written.run()));
        } else if (hasBegun) {
            stream.headers(last, ended());
        } else {
            hasBegun = true;
            stream.send(new HTTP2Stream.FrameList(first(), null, last), ended());
        }
    }

    private void write() throws ClientGoneException, InterruptedException {
        Written written = new Written(Thread.currentThread());
        send(written);
        isStuck = true;
        Throwable failure = written.await();
        isStuck = false;
        if (failure != null) {
            throw new ClientGoneException(failure);
        }
    }

    private void send(Callback callback) {
        DataFrame data = new DataFrame(stream.getId(), buffer.content(), false);
        if (hasBegun) {
            stream.data(data, callback);
        } else {
            hasBegun = true;
            stream.send(new HTTP2Stream.FrameList(first(), data, null), callback);
        }
    }

    private HeadersFrame first() {
        return new HeadersFrame(stream.getId(), HEADERS, null, false);
    }

    private Callback ended() {
        // A client that is gone needs no end; whoever waits for it was told by the stream.
        return Callback.from(InvocationType.NON_BLOCKING, call::end, _ -> {});
    }

    private static void nothing() {}

    private static MetaData headers(HttpFields fields) {
        return new MetaData.Response(HttpStatus.OK_200, null, HttpVersion.HTTP_2, fields);
    }

    private static HttpFields.Mutable fields(StatusException failure) {
        HttpFields.Mutable fields = HttpFields.build();
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
