package dev.eventstore.server.http;

import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.server.AbstractHTTP2ServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.jspecify.annotations.Nullable;

/** How connections of HTTP/2 are made, and their limits. */
final class Http2Connections {
    /** The most streams of a connection at a time: each subscription is one. */
    static final int STREAMS_MAX = 10_000;

    /** What a client may send ahead on one stream. */
    private static final int STREAM_WINDOW_BYTES = 1024 * 1024;

    /** What a client may send ahead on all streams together. */
    private static final int CONNECTION_WINDOW_BYTES = 8 * 1024 * 1024;

    /**
     * Pings, resets and other frames that cost the client little, each second: far more than honest
     * clients send, who ping every ten seconds or cancel some thousand subscriptions at once.
     */
    private static final int CHEAP_FRAMES_MAX = 20_000;

    private static final long NEVER = -1;

    private Http2Connections() {}

    /**
     * For clear text: the client knows that HTTP/2 is spoken here.
     *
     * @param front makes for each connection who sees its streams first
     */
    static AbstractHTTP2ServerConnectionFactory clear(
            HttpConfiguration http, Supplier<ServerSessionListener> front) {
        return limited(new PriorKnowledge(http, front));
    }

    /**
     * For TLS: the client chose HTTP/2 in the handshake.
     *
     * @param front makes for each connection who sees its streams first
     */
    static AbstractHTTP2ServerConnectionFactory encrypted(
            HttpConfiguration http, Supplier<ServerSessionListener> front) {
        return limited(new Chosen(http, front));
    }

    private static AbstractHTTP2ServerConnectionFactory limited(
            AbstractHTTP2ServerConnectionFactory factory) {
        factory.setMaxConcurrentStreams(STREAMS_MAX);
        factory.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
        factory.setInitialSessionRecvWindow(CONNECTION_WINDOW_BYTES);
        factory.setStreamIdleTimeout(NEVER);
        factory.setConnectProtocolEnabled(false);
        factory.setRateControlFactory(new WindowRateControl.Factory(CHEAP_FRAMES_MAX));
        return factory;
    }

    private static final class Chosen extends HTTP2ServerConnectionFactory {
        private final Supplier<ServerSessionListener> front;

        Chosen(HttpConfiguration http, Supplier<ServerSessionListener> front) {
            super(http);
            this.front = front;
        }

        @Override
        protected ServerSessionListener newSessionListener(Connector connector, EndPoint endPoint) {
            return new FrontFirst(this, endPoint, front.get());
        }

        /** Hands streams to HTTP that the front does not take. */
        private static final class FrontFirst extends HTTPServerSessionListener {
            private final ServerSessionListener front;

            FrontFirst(
                    HTTP2ServerConnectionFactory factory,
                    EndPoint endPoint,
                    ServerSessionListener front) {
                factory.super(endPoint);
                this.front = front;
            }

            @Override
            public Stream.@Nullable Listener onNewStream(Stream stream, HeadersFrame frame) {
                Stream.Listener taken = front.onNewStream(stream, frame);
                return taken == null ? super.onNewStream(stream, frame) : taken;
            }

            @Override
            public boolean onIdleTimeout(Session session) {
                // Jetty's own knows nothing of streams that it does not serve itself.
                return session.getStreams().isEmpty();
            }
        }
    }

    /** Does not let clients of HTTP/1.1 upgrade: they get what they always got. */
    private static final class PriorKnowledge extends HTTP2CServerConnectionFactory {
        private final Supplier<ServerSessionListener> front;

        PriorKnowledge(HttpConfiguration http, Supplier<ServerSessionListener> front) {
            super(http);
            this.front = front;
        }

        @Override
        public @Nullable Connection upgradeConnection(
                Connector connector,
                EndPoint endPoint,
                MetaData.Request request,
                HttpFields.Mutable responseFields) {
            return HttpMethod.PRI.is(request.getMethod())
                    ? super.upgradeConnection(connector, endPoint, request, responseFields)
                    : null;
        }

        @Override
        protected ServerSessionListener newSessionListener(Connector connector, EndPoint endPoint) {
            return new Chosen.FrontFirst(this, endPoint, front.get());
        }
    }
}
