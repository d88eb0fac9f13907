package dev.eventstore.server.javascript;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.eventstore.server.config.Settings;
import dev.eventstore.server.node.Node;
import dev.eventstore.server.node.StartFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/**
 * A node that can be restarted from outside, on the same ports and database: by a {@code POST} to
 * an address of its own. The restarts happen one after another, on one thread.
 */
final class RestartableNode implements AutoCloseable {
    private static final int NO_CONTENT = 204;
    private static final int FAILED = 500;
    private static final int NO_BODY = -1;

    private final String[] options;
    private final HttpServer control;
    private Node node;

    /**
     * Starts it.
     *
     * @param options as on the command line, with ports other than 0
     */
    RestartableNode(String... options) throws StartFailedException, IOException {
        this.options = options.clone();
        node = Node.start(Settings.of(this.options));
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext("/", this::restart);
        control.start();
    }

    /** Where a {@code POST} restarts it; the answer comes when it is there again. */
    URI restartUri() {
        return URI.create("http://127.0.0.1:" + control.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        control.stop(0);
        node.close();
    }

    private void restart(HttpExchange exchange) throws IOException {
        try (exchange) {
            node.close();
            node = Node.start(Settings.of(options));
            exchange.sendResponseHeaders(NO_CONTENT, NO_BODY);
        } catch (StartFailedException failed) {
            byte[] why = failed.toString().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(FAILED, why.length);
            exchange.getResponseBody().write(why);
        }
    }
}
