package dev.eventstore.server.grpc.call;

import dev.eventstore.server.stats.ClientTally;
import java.io.EOFException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.URIUtil;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP/2 stream of a call: what was sent, and who is told when there is more or nothing more
 * will come. Thread-safe.
 */
final class CallStream implements Stream.Listener {
    private static final long NEVER = -1;

    private final HTTP2Stream stream;
    private final MetaData.Request request;
    private final boolean isEmpty;
    private final ClientTally tally;
    private volatile Runnable onData = () -> {};
    private volatile Runnable onFailure = () -> {};
    private volatile Runnable onPause = () -> {};
    private volatile @Nullable Throwable failure;

    /**
     * @param headers those that the stream began with
     * @param tally counts what the client asks for over its connection
     */
    CallStream(Stream stream, HeadersFrame headers, ClientTally tally) {
        this.stream = (HTTP2Stream) stream;
        this.request = (MetaData.Request) headers.getMetaData();
        this.isEmpty = headers.isEndStream();
        this.tally = tally;
    }

    /** Where frames are sent to. */
    HTTP2Stream stream() {
        return stream;
    }

    HttpFields headers() {
        return request.getHttpFields();
    }

    /** What the client calls its connection; empty if it does not tell. */
    String connectionName() {
        String name = headers().get("connection-name");
        return name == null ? "" : name;
    }

    String path() {
        return String.valueOf(request.getHttpURI().getPath());
    }

    /** The host that the client named; if it did not, the address that it reached. */
    String host() {
        String host = request.getHttpURI().getHost();
        if (host != null) {
            return host;
        }
        return local() instanceof InetSocketAddress address ? address.getHostString() : "localhost";
    }

    /** The port that the client named; if it did not, that of its scheme or that it reached. */
    int port() {
        HttpURI uri = request.getHttpURI();
        if (uri.getPort() > 0) {
            return uri.getPort();
        }
        if (uri.getHost() == null && local() instanceof InetSocketAddress address) {
            return address.getPort();
        }
        return URIUtil.getDefaultPortForScheme(uri.getScheme());
    }

    /** Address and port of the client. */
    String remote() {
        return stream.getSession().getRemoteSocketAddress() instanceof InetSocketAddress address
                ? address.getHostString() + ":" + address.getPort()
                : "nowhere";
    }

    private SocketAddress local() {
        return stream.getSession().getLocalSocketAddress();
    }

    /** When the call came, in {@link System#nanoTime}. */
    long begun() {
        return request.getBeginNanoTime();
    }

    /** Nothing follows the headers. */
    boolean isEmpty() {
        return isEmpty;
    }

    /** What went wrong on the side of the client, {@code null} if nothing did. */
    @Nullable Throwable failure() {
        return failure;
    }

    /** Counts what the client does. */
    ClientTally tally() {
        return tally;
    }

    /** Counts a message that came. */
    void countMessage() {
        tally.asked();
    }

    /** The next piece of what the client sends, {@code null} if it is not there yet. */
    Stream.@Nullable Data read() {
        return stream.readData();
    }

    /**
     * Asks to be told once there is something to read, or the stream has failed.
     *
     * @param told must not wait; may be called before this returns
     */
    void demand(Runnable told) {
        onData = told;
        stream.demand();
        if (failure != null) {
            told.run();
        }
    }

    /** Tells if the client goes, at once if it has gone already. */
    void onFailure(Runnable told) {
        onFailure = told;
        if (failure != null) {
            told.run();
        }
    }

    /** Tells once if nothing comes for a while, in milliseconds; 0 for no more of it. */
    void onPause(long millis, Runnable told) {
        onPause = told;
        stream.setIdleTimeout(millis == 0 ? NEVER : millis);
    }

    /** Lets go of what the client still sends: everything was answered. */
    void end() {
        Stream.Data rest;
        while ((rest = stream.readData()) != null) {
            rest.release();
            if (rest.frame().isEndStream()) {
                break;
            }
        }
        if (!stream.isClosed()) {
            reset(ErrorCode.NO_ERROR);
        }
    }

    /** Breaks the call off. */
    void reset(ErrorCode why) {
        stream.reset(new ResetFrame(stream.getId(), why.code), Callback.NOOP);
    }

    @Override
    public void onDataAvailable(Stream same) {
        onData.run();
    }

    @Override
    public void onReset(Stream same, ResetFrame frame, Callback callback) {
        fail(new EOFException("The client reset the call."));
        callback.succeeded();
    }

    @Override
    public void onFailure(
            Stream same,
            int error,
            @Nullable String reason,
            @Nullable Throwable why,
            Callback callback) {
        fail(why == null ? new EOFException(String.valueOf(reason)) : why);
        callback.succeeded();
    }

    @Override
    public void onIdleTimeout(Stream same, TimeoutException why, Promise<Boolean> promise) {
        promise.succeeded(false);
        onPause.run();
    }

    private void fail(Throwable why) {
        failure = why;
        onData.run();
        onFailure.run();
    }
}
