package dev.eventstore.server.http.routing;

import dev.eventstore.server.security.Caller;

/** Who gets as far as a route's handler, before any access list of a stream is asked. */
public enum AccessLevel {
    /** Everybody, logged in or not. */
    ANYONE,
    /** Everybody who logged in. */
    AUTHENTICATED,
    /** Members of {@code $ops} or {@code $admins}. */
    OPERATOR,
    /** Members of {@code $admins}. */
    ADMINISTRATOR;

    /** Answers whether a caller may pass. */
    public boolean admits(Caller caller) {
        return switch (this) {
            case ANYONE -> true;
            case AUTHENTICATED -> caller.isAuthenticated();
            case OPERATOR -> caller.isOperator();
            case ADMINISTRATOR -> caller.isAdministrator();
        };
    }
}
