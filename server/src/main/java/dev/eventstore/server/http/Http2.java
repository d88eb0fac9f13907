package dev.eventstore.server.http;

import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;

/**
 * HTTP/2 on the port of HTTP, for clients that begin with it or choose it in TLS.
 *
 * @param front makes for each connection who sees its new streams first, and answers with {@code
 *     null} to those that HTTP is to serve
 * @param pingInterval how long a connection may be silent before the client is asked whether it is
 *     still there; {@link Duration#ZERO} for ever
 * @param pingTimeout how long the client may take for its answer before the connection is closed
 */
public record Http2(
        Supplier<ServerSessionListener> front, Duration pingInterval, Duration pingTimeout) {
    /** How often and how long unless set otherwise. */
    public static final Duration PING = Duration.ofSeconds(10);

    /**
     * @throws IllegalArgumentException if a duration is negative, or the timeout is zero
     */
    public Http2 {
        if (pingInterval.isNegative() || !pingTimeout.isPositive()) {
            throw new IllegalArgumentException(
                    "No such durations: " + pingInterval + ", " + pingTimeout);
        }
    }
}
