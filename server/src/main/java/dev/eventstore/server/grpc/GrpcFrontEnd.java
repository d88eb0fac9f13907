package dev.eventstore.server.grpc;

import dev.eventstore.server.grpc.call.CallConnection;
import dev.eventstore.server.grpc.call.Calls;
import dev.eventstore.server.stats.Connections;
import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of what else the web server serves and takes out the calls of gRPC: posts over
 * HTTP/2 that say so in their media type. Thread-safe.
 */
public final class GrpcFrontEnd {
    private static final String MEDIA_TYPE = "application/grpc";

    private final Calls calls;
    private final OpenConnections connections = new OpenConnections();

    public GrpcFrontEnd(Calls calls) {
        this.calls = calls;
    }

    /** Who sees the streams of a new connection first, and leaves to HTTP what is no call. */
    public ServerSessionListener connection() {
        CallConnection connection = new CallConnection(calls);
        return new ServerSessionListener() {
            // Streams of a connection come one after the other.
            private boolean isFirst = true;

            @Override
            public Stream.@Nullable Listener onNewStream(Stream stream, HeadersFrame headers) {
                if (!isCall(headers.getMetaData())) {
                    return null;
                }
                if (isFirst) {
                    isFirst = false;
                    connections.opened(stream.getSession(), connection);
                }
                return connection.take(stream, headers);
            }

            @Override
            public void onClose(Session session, GoAwayFrame frame, Callback callback) {
                connections.closed(session);
                callback.succeeded();
            }

            @Override
            public void onFailure(Session session, Throwable failure, Callback callback) {
                connections.closed(session);
                callback.succeeded();
            }
        };
    }

    /** The connections over which calls came. */
    public Connections connections() {
        return connections;
    }

    /**
     * Answers no more calls and ends those that are open.
     *
     * @param patience how long calls that have an end of their own may take for it
     */
    public void stop(Duration patience) {
        calls.stop(patience);
    }

    private static boolean isCall(MetaData headers) {
        return headers instanceof MetaData.Request request
                && HttpMethod.POST.is(request.getMethod())
                && isGrpc(request.getHttpFields().get(HttpHeader.CONTENT_TYPE));
    }

    private static boolean isGrpc(@Nullable String type) {
        if (type == null || !type.startsWith(MEDIA_TYPE)) {
            return false;
        }
        String rest = type.substring(MEDIA_TYPE.length());
        return rest.isEmpty() || rest.equals("+proto") || rest.startsWith(";");
    }
}
