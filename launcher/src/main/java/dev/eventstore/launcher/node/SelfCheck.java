package dev.eventstore.launcher.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Whether a node really answers where it says. A listening socket proves little: a firewall may
 * stand before it, and on the other kind of loopback address somebody else may answer.
 */
final class SelfCheck {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final int GLANCE_MILLIS = 300;
    private static final int ANSWER_BYTES_MAX = 65_536;
    private static final String MARK = "\"esVersion\"";

    private SelfCheck() {}

    /** Asks the node; empty if it answers, else why not. */
    static Optional<String> failure(URI address) {
        if (!"http".equals(address.getScheme())) {
            // Its certificate is nobody's business here; that something accepts must do.
            return connects(address.getHost(), address.getPort(), PATIENCE_MILLIS)
                    ? Optional.empty()
                    : Optional.of(address + " accepts no connection.");
        }
        try {
            HttpURLConnection asking =
                    (HttpURLConnection) URI.create(address + "/info").toURL().openConnection();
            asking.setConnectTimeout(PATIENCE_MILLIS);
            asking.setReadTimeout(PATIENCE_MILLIS);
            asking.setRequestProperty("Accept", "application/json");
            // Java would keep the connection for the next question, which never comes.
            asking.setRequestProperty("Connection", "close");
            try (InputStream answer = asking.getInputStream()) {
                String text =
                        new String(answer.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8);
                return text.contains(MARK)
                        ? Optional.empty()
                        : Optional.of("Something else answers at " + address + ".");
            } finally {
                asking.disconnect();
            }
        } catch (IOException unanswered) {
            return Optional.of(address + " does not answer: " + unanswered.getMessage() + ".");
        }
    }

    /**
     * Looks whether the name localhost leads to somebody else, as it may where a program listens on
     * the same port of the other loopback address.
     */
    static Optional<String> warning(URI address) {
        try {
            InetAddress own = InetAddress.getByName(address.getHost());
            for (InetAddress other : InetAddress.getAllByName("localhost")) {
                if (!other.equals(own)
                        && own.isLoopbackAddress()
                        && connects(other.getHostAddress(), address.getPort(), GLANCE_MILLIS)) {
                    return Optional.of(
                            "Another program listens on port "
                                    + address.getPort()
                                    + " of "
                                    + other.getHostAddress()
                                    + ". Clients that connect to localhost may reach that one; use "
                                    + address.getHost()
                                    + ".");
                }
            }
        } catch (UnknownHostException unnamed) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean connects(String host, int port, int millis) {
        try (Socket visitor = new Socket()) {
            visitor.connect(new InetSocketAddress(host, port), millis);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }
}
