package dev.eventstore.server.grpc.call;

import java.util.Set;

/**
 * Whom calls are taken from.
 *
 * @param allowedOrigins web origins such as {@code https://example.org} whose pages may call,
 *     {@code *} for all
 * @param logFailedLogins whether each failed login is logged
 */
public record CallSettings(Set<String> allowedOrigins, boolean logFailedLogins) {
    public CallSettings {
        allowedOrigins = Set.copyOf(allowedOrigins);
    }
}
