package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.Authentication;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteTable;
import dev.eventstore.server.http.routing.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves the HTTP API. Started once, stopped once; a stopped one cannot be started again.
 * Thread-safe.
 */
public final class HttpFrontEnd {
    private static final Logger logger = LoggerFactory.getLogger(HttpFrontEnd.class);

    /** The share of the heap that large request bodies may fill: one part in so many. */
    private static final int BODY_HEAP_SHARE = 8;

    private final HttpSettings settings;
    private final Reception reception;
    private final Waits waits = new Waits();
    private final Semaphore largeBodies;
    private final OpenRequests open = new OpenRequests();
    private final WebServer server;

    /**
     * Takes the port; requests wait until {@link #start}.
     *
     * @param authentication finds out who calls
     * @param routes everything that is served besides the Admin UI's files
     */
    public HttpFrontEnd(HttpSettings settings, Authentication authentication, List<Route> routes)
            throws HttpStartException {
        this(settings, authentication, routes, null);
    }

    /**
     * Takes the port; requests wait until {@link #start}.
     *
     * @param authentication finds out who calls
     * @param routes everything that is served besides the Admin UI's files
     * @param http2 what is served over HTTP/2 besides, {@code null} if that is not spoken
     */
    public HttpFrontEnd(
            HttpSettings settings,
            Authentication authentication,
            List<Route> routes,
            @Nullable Http2 http2)
            throws HttpStartException {
        this.settings = settings;
        var all = new ArrayList<>(routes);
        all.addAll(WebFiles.routes());
        this.reception = new Reception(settings, authentication, new RouteTable(all), waits);
        long share = Runtime.getRuntime().maxMemory() / BODY_HEAP_SHARE;
        this.largeBodies = new Semaphore(Math.clamp(share / settings.bodyBytesMax(), 1, 64), true);
        this.server = new WebServer(settings, http2, this::serve);
    }

    /** Begins to serve. */
    public void start() throws HttpStartException {
        server.start();
    }

    /** The port listened on. */
    public int port() {
        try {
            return server.port();
        } catch (IOException e) {
            throw new UncheckedIOException("The port is closed", e);
        }
    }

    /** How many connections are open. */
    public int connections() {
        return server.connections();
    }

    /**
     * Stops: takes no more connections, cuts long polls short, lets open requests be answered, and
     * closes all connections.
     *
     * @param patience how long open requests may take at most
     */
    public void stop(Duration patience) {
        server.stopListening();
        waits.cutShort();
        if (!open.awaitNone(patience)) {
            logger.warn("Some HTTP requests were not answered within {} ms", patience.toMillis());
        }
        server.stop();
    }

    private void serve(Request request, Response response, Callback callback) {
        long begin = System.nanoTime();
        open.began();
        Callback answered = Callback.from(callback, open::ended);
        try (var exchange = new Exchange(settings, request, response, largeBodies, waits)) {
            Incoming incoming = exchange.incoming();
            Answer answer = reception.receive(incoming);
            answer =
                    new Answer(
                            Explanation.of(answer.reply(), incoming.headers()),
                            answer.allowedMethods());
            exchange.send(
                    answer,
                    ContentCoding.choose(incoming.headers().value("Accept-Encoding")),
                    waits.isOver(),
                    answered);
            log(incoming, answer, begin);
        } catch (RuntimeException broken) {
            logger.error("A request cannot be served", broken);
            answered.failed(broken);
        }
    }

    private void log(Incoming incoming, Answer answer, long begin) {
        var level = settings.logRequests() ? logger.atInfo() : logger.atDebug();
        level.log(
                "{} {} {} in {} µs",
                incoming.method(),
                incoming.pathAndQuery(),
                answer.reply().status(),
                (System.nanoTime() - begin) / 1000);
    }

    /** Counts the requests that are being answered. */
    private static final class OpenRequests {
        private final Phaser phaser = new Phaser(1);

        void began() {
            phaser.register();
        }

        void ended() {
            phaser.arriveAndDeregister();
        }

        boolean awaitNone(Duration patience) {
            int phase = phaser.arrive();
            try {
                phaser.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            } catch (TimeoutException e) {
                return false;
            }
        }
    }
}
