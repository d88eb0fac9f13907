package dev.eventstore.server.http.routing;

import org.jspecify.annotations.Nullable;

/** Finds out who stands behind a request. Safe for any number of threads; may block. */
@FunctionalInterface
public interface Authentication {
    /**
     * Judges the credentials of one request.
     *
     * @param authorization the value of {@code Authorization}, {@code null} if there was none. A
     *     value that cannot be read as Basic credentials counts as none
     * @param trusted the value of {@code ES-TrustedAuth}, {@code null} if there was none or the
     *     node does not trust it; {@code authorization} wins over it
     */
    AuthResult authenticate(@Nullable String authorization, @Nullable String trusted);
}
