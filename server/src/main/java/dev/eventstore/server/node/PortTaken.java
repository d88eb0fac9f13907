package dev.eventstore.server.node;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Explains that a port is taken: by whom, and what to do. */
final class PortTaken {
    private static final int ANSWER_MILLIS = 1_000;
    private static final int ANSWER_BYTES_MAX = 4_096;

    private PortTaken() {}

    /**
     * Looks whether a port can be had, before anything else is opened.
     *
     * @param option the option that chooses the port, such as {@code --http-port}
     * @throws StartFailedException if not
     */
    static void check(InetAddress address, int port, String option) throws StartFailedException {
        try (ServerSocket trial = new ServerSocket()) {
            trial.bind(new InetSocketAddress(address, port));
        } catch (IOException unavailable) {
            throw unavailable(address, port, option, unavailable);
        }
    }

    /** Explains why a port cannot be had. */
    static StartFailedException unavailable(
            InetAddress address, int port, String option, Throwable why) {
        boolean isOurs = address.isAnyLocalAddress() || isLocal(address);
        if (!isOurs) {
            return new StartFailedException(
                    "The address "
                            + address.getHostAddress()
                            + " is none of this machine. Choose another one with --ext-ip, or"
                            + " 0.0.0.0 for all.",
                    why);
        }
        if (FreePort.isFree(address, port) || !isTaken(address, port)) {
            return new StartFailedException(
                    "Port " + port + " cannot be listened on: " + why.getMessage(), why);
        }
        PortConflict conflict = conflict(address, port, option);
        return new StartFailedException(conflict.sentence(), why, conflict);
    }

    private static boolean isLocal(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (IOException untold) {
            return true;
        }
    }

    /** Ports below 1024 may be refused although nobody listens. */
    private static boolean isTaken(InetAddress address, int port) {
        if (PortHolder.of(port).isPresent()) {
            return true;
        }
        InetAddress reachable =
                address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        try (Socket visitor = new Socket()) {
            visitor.connect(new InetSocketAddress(reachable, port), ANSWER_MILLIS);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    /**
     * @param option the option that chooses the port, such as {@code --http-port}
     */
    static PortConflict conflict(InetAddress address, int port, String option) {
        Optional<PortConflict.Holder> holder =
                PortHolder.of(port)
                        .map(found -> new PortConflict.Holder(found.pid(), found.command()));
        return new PortConflict(
                address.getHostAddress(),
                port,
                option,
                holder,
                holder.isPresent() ? Optional.empty() : PortHolder.userOf(port),
                answersAsNode(address, port),
                FreePort.from(address, port + 1));
    }

    /** Asks whoever listens for {@code /info}, which every node answers. */
    private static boolean answersAsNode(InetAddress address, int port) {
        InetAddress reachable =
                address.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address;
        String host = reachable.getHostAddress();
        String literal = host.contains(":") ? "[" + host + "]" : host;
        try {
            HttpURLConnection connection =
                    (HttpURLConnection)
                            URI.create("http://" + literal + ":" + port + "/info")
                                    .toURL()
                                    .openConnection();
            connection.setConnectTimeout(ANSWER_MILLIS);
            connection.setReadTimeout(ANSWER_MILLIS);
            connection.setInstanceFollowRedirects(false);
            connection.setRequestProperty("Accept", "application/json");
            try (InputStream answer = connection.getInputStream()) {
                return new String(answer.readNBytes(ANSWER_BYTES_MAX), StandardCharsets.UTF_8)
                        .contains("\"esVersion\"");
            } finally {
                connection.disconnect();
            }
        } catch (IOException noNode) {
            return false;
        }
    }
}
