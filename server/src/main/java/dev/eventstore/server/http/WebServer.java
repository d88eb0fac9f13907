package dev.eventstore.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.util.EnumSet;
import java.util.Locale;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.SessionContainer;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * Javalin on Jetty: sockets, HTTP and threads. Every request goes to one handler in front of
 * Javalin's servlets, each on a thread that may block.
 */
final class WebServer {
    /** The longest request line and headers together. */
    static final int REQUEST_HEADER_BYTES_MAX = 64 * 1024;

    /** The longest headers of an answer: a Location may hold a long stream name. */
    private static final int RESPONSE_HEADER_BYTES_MAX = 192 * 1024;

    /** Threads for sockets; requests run on virtual threads. */
    private static final int THREADS_MAX = 64;

    private static final int THREADS_MIN = 4;
    private static final int BACKLOG = 1024;
    private static final String POINTERS_PER_CACHE_LINE =
            "org.eclipse.jetty.util.referencesPerCacheLine";

    /** Answers every request. */
    interface Service {
        /** Is called on a thread that may block. */
        void serve(Request request, Response response, Callback callback);
    }

    private final @Nullable Http2 http2;
    private final Javalin javalin;
    private final ServerSocketChannel socket;
    private @Nullable ServerConnector connector;
    private @Nullable KeepAlive keepAlive;

    /**
     * Takes the port; connections wait until {@link #start}.
     *
     * @param http2 what is served over HTTP/2 besides, {@code null} if that is not spoken
     * @param handler is called with every request on a thread that may block
     */
    WebServer(HttpSettings settings, @Nullable Http2 http2, Service handler)
            throws HttpStartException {
        this.http2 = http2;
        TlsContext tls = settings.tls() == null ? null : TlsContext.of(settings.tls());
        this.socket = listen(settings);
        this.javalin = Javalin.create(config -> configure(config, settings, tls, handler));
    }

    void start() throws HttpStartException {
        try {
            javalin.start();
        } catch (RuntimeException e) {
            stop();
            throw new HttpStartException.WebServerFailed(e);
        }
    }

    /** The port listened on. */
    int port() throws IOException {
        return ((InetSocketAddress) socket.getLocalAddress()).getPort();
    }

    /** How many connections are open. */
    int connections() {
        return connector == null ? 0 : connector.getConnectedEndPoints().size();
    }

    /** Takes no more connections. */
    void stopListening() {
        if (connector != null) {
            connector.close();
        }
    }

    /** Closes everything. */
    void stop() {
        stopListening();
        if (keepAlive != null) {
            keepAlive.close();
        }
        javalin.stop();
    }

    private static ServerSocketChannel listen(HttpSettings settings) throws HttpStartException {
        var address = new InetSocketAddress(settings.bindAddress(), settings.port());
        ServerSocketChannel channel = null;
        try {
            if (address.isUnresolved()) {
                throw new IOException("Unknown host " + settings.bindAddress());
            }
            channel = ServerSocketChannel.open();
            // Elsewhere it lets a restart have its port back at once; on Windows it lets two
            // programs share a port.
            boolean windows =
                    System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, !windows);
            channel.bind(address, BACKLOG);
            return channel;
        } catch (IOException e) {
            closeQuietly(channel);
            throw new HttpStartException.AddressUnavailable(address, e);
        }
    }

    private static void closeQuietly(@Nullable ServerSocketChannel channel) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException ignored) {
                // It was never bound; there is nothing to lose.
            }
        }
    }

    private void configure(
            JavalinConfig config,
            HttpSettings settings,
            @Nullable TlsContext tls,
            Service handler) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.threadPool = threads();
        config.jetty.modifyHttpConfiguration(http -> configure(http, tls != null));
        config.jetty.modifyServer(server -> configure(server, handler));
        config.jetty.addConnector((server, http) -> connector(server, http, settings, tls));
    }

    private static QueuedThreadPool threads() {
        // Otherwise Jetty asks JMX for the size of a pointer, and a fifth of the start goes by.
        if (System.getProperty(POINTERS_PER_CACHE_LINE) == null) {
            System.setProperty(POINTERS_PER_CACHE_LINE, "16");
        }
        var pool = new QueuedThreadPool(THREADS_MAX, THREADS_MIN);
        pool.setName("http");
        pool.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("http-"));
        return pool;
    }

    private static void configure(HttpConfiguration http, boolean secure) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(REQUEST_HEADER_BYTES_MAX);
        http.setMaxResponseHeaderSize(RESPONSE_HEADER_BYTES_MAX);
        // Names of streams hold any character; what stands in a path is judged by the route table.
        http.setUriCompliance(UriCompliance.from(EnumSet.allOf(UriCompliance.Violation.class)));
        if (secure) {
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
    }

    private static void configure(Server server, Service service) {
        server.setErrorHandler(new UnreadableRequest());
        server.setStopTimeout(0);
        // Javalin puts its servlets behind what is there; nothing gets as far as that.
        server.setHandler(
                new Handler.Wrapper() {
                    @Override
                    public boolean handle(Request request, Response response, Callback callback) {
                        service.serve(request, response, callback);
                        return true;
                    }
                });
    }

    private Connector connector(
            Server server,
            HttpConfiguration http,
            HttpSettings settings,
            @Nullable TlsContext tls) {
        var made = new ServerConnector(server, factories(http, tls));
        made.setIdleTimeout(settings.idleTimeout().toMillis());
        made.addBean(new NetworkConnectionLimit(settings.connectionsMax(), made));
        try {
            made.open(socket);
        } catch (IOException e) {
            throw new UncheckedIOException("The bound socket was not taken over", e);
        }
        connector = made;
        return made;
    }

    private ConnectionFactory[] factories(HttpConfiguration http, @Nullable TlsContext tls) {
        var plain = new HttpConnectionFactory(http);
        if (http2 == null) {
            return tls == null
                    ? new ConnectionFactory[] {plain}
                    : new ConnectionFactory[] {
                        new SslConnectionFactory(tls.factory(), plain.getProtocol()), plain
                    };
        }
        var second =
                tls == null
                        ? Http2Connections.clear(http, http2.front())
                        : Http2Connections.encrypted(http, http2.front());
        if (http2.pingInterval().isPositive()) {
            keepAlive =
                    new KeepAlive(
                            second.getBean(SessionContainer.class),
                            http2.pingInterval(),
                            http2.pingTimeout());
        }
        if (tls == null) {
            return new ConnectionFactory[] {plain, second};
        }
        // As TLS spells it: a name that the client did not offer ends the handshake.
        var choice = new ALPNServerConnectionFactory(second.getProtocol(), "http/1.1");
        choice.setDefaultProtocol(plain.getProtocol());
        return new ConnectionFactory[] {
            new SslConnectionFactory(tls.factory(), choice.getProtocol()), choice, second, plain
        };
    }
}
