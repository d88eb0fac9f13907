package dev.eventstore.server.security;

/**
 * How callers are told apart.
 *
 * @param insecure whether everybody is an administrator and credentials are not even looked at
 * @param trustedHeader whether the {@code ES-TrustedAuth} header of a reverse proxy is believed
 */
public record AuthenticationSettings(boolean insecure, boolean trustedHeader) {}
