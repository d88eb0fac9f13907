package dev.eventstore.server.tcp;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How the TCP front end behaves.
 *
 * @param address the local address to listen on
 * @param doors the ports to listen on
 * @param heartbeatInterval after how much silence a client is asked for a sign of life
 * @param heartbeatTimeout how long it may take to give one
 * @param pendingBytesMax how many bytes may wait for a client before its requests wait
 * @param logFailedLogins whether to log each failed login at WARN
 */
public record TcpSettings(
        InetAddress address,
        List<Door> doors,
        Duration heartbeatInterval,
        Duration heartbeatTimeout,
        int pendingBytesMax,
        boolean logFailedLogins) {
    /** The most connections open at a time; more wait to be accepted. */
    public static final int CONNECTIONS_MAX = 10_000;

    /**
     * A port to listen on.
     *
     * @param port 0 for any free one
     * @param tls speaks TLS with a certificate, {@code null} for clear text
     */
    public record Door(int port, @Nullable SSLContext tls) {}

    /**
     * @throws IllegalArgumentException if a limit is not positive
     */
    public TcpSettings {
        doors = List.copyOf(doors);
        if (!heartbeatInterval.isPositive()
                || !heartbeatTimeout.isPositive()
                || pendingBytesMax < 1) {
            throw new IllegalArgumentException("Limits must be positive.");
        }
    }
}
