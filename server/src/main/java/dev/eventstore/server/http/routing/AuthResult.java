package dev.eventstore.server.http.routing;

import dev.eventstore.server.security.Caller;

/** What {@link Authentication} makes of the credentials of a request. */
public sealed interface AuthResult {
    /** The caller is known, or named nobody and is {@link Caller#ANONYMOUS}. */
    record Known(Caller caller) implements AuthResult {}

    /** The credentials are well-formed but wrong, or belong to a disabled account. */
    record Rejected() implements AuthResult {}

    /** Too many passwords are being tried, so these were not looked at. */
    record TooManyAttempts() implements AuthResult {}
}
