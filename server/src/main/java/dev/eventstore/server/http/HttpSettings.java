package dev.eventstore.server.http;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the HTTP front end behaves.
 *
 * @param bindAddress the local address to listen on: an IP literal or a name
 * @param port 1 to 65535, or 0 for any free one
 * @param advertisedHost the host that addresses in answers name, {@code null} for the one that the
 *     client used
 * @param advertisedPort the port that addresses in answers name, 0 for the one that the client used
 * @param tls the certificate to show, {@code null} for plain HTTP
 * @param cachingDisabled whether to forbid caches to keep anything
 * @param firstLevelAuthorization whether routes demand a login by themselves, as v5 did from 5.0.2
 * @param trustedAuthentication whether {@code ES-TrustedAuth} is believed
 * @param bodyBytesMax the longest body that is read
 * @param connectionsMax the most connections open at a time; more wait to be accepted
 * @param idleTimeout how long a connection may say nothing before it is closed; waits of the server
 *     for events do not count
 * @param logRequests whether to log every request at INFO
 * @param allowedHosts further names under which the node may be addressed, in lower case
 * @param allowedOrigins web origins such as {@code https://example.org} whose pages may change
 *     state, {@code *} for all
 */
public record HttpSettings(
        String bindAddress,
        int port,
        @Nullable String advertisedHost,
        int advertisedPort,
        @Nullable TlsSettings tls,
        boolean cachingDisabled,
        boolean firstLevelAuthorization,
        boolean trustedAuthentication,
        int bodyBytesMax,
        int connectionsMax,
        Duration idleTimeout,
        boolean logRequests,
        Set<String> allowedHosts,
        Set<String> allowedOrigins) {
    /** The longest body unless set otherwise: 64 MiB. */
    public static final int BODY_BYTES_MAX = 64 * 1024 * 1024;

    /** The most connections unless set otherwise. */
    public static final int CONNECTIONS_MAX = 10_000;

    /** How long a connection may be idle unless set otherwise. */
    public static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);

    /** What an installation without any settings has, on a port of the loopback address. */
    public static HttpSettings loopback(int port) {
        return new HttpSettings(
                "127.0.0.1",
                port,
                null,
                0,
                null,
                false,
                false,
                false,
                BODY_BYTES_MAX,
                CONNECTIONS_MAX,
                IDLE_TIMEOUT,
                false,
                Set.of(),
                Set.of());
    }

    public HttpSettings {
        requirePort("port", port);
        requirePort("advertised port", advertisedPort);
        if (bodyBytesMax < 1 || connectionsMax < 1 || !idleTimeout.isPositive()) {
            throw new IllegalArgumentException("Limits must be positive.");
        }
        allowedHosts = Set.copyOf(allowedHosts);
        allowedOrigins = Set.copyOf(allowedOrigins);
    }

    private static void requirePort(String name, int port) {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("The " + name + " is not one: " + port);
        }
    }
}
