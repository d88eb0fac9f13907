package dev.eventstore.server.security;

/** What the credentials of a request say. */
public sealed interface AuthenticationResult {
    /** This is the caller; {@link Caller#ANONYMOUS} if there were no readable credentials. */
    record Known(Caller caller) implements AuthenticationResult {}

    /** The credentials are readable and wrong, or the account is disabled. */
    record Rejected() implements AuthenticationResult {}

    /** Too many passwords are being tried; these were not looked at. Come again in a minute. */
    record TooManyAttempts() implements AuthenticationResult {}
}
