package dev.eventstore.server.node;

import dev.eventstore.server.http.routing.AuthResult;
import dev.eventstore.server.http.routing.Authentication;
import dev.eventstore.server.security.AuthenticationResult;
import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.security.Caller;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the HTTP front end who calls, and the log who failed to say so. Thread-safe. */
final class Callers implements Authentication {
    private static final Logger logger = LoggerFactory.getLogger(Callers.class);

    private final Authenticator authenticator;
    private final boolean logFailures;

    Callers(Authenticator authenticator, boolean logFailures) {
        this.authenticator = authenticator;
        this.logFailures = logFailures;
    }

    @Override
    public AuthResult authenticate(@Nullable String authorization, @Nullable String trusted) {
        return switch (authenticator.authenticate(authorization, trusted)) {
            case AuthenticationResult.Known(Caller caller) -> new AuthResult.Known(caller);
            case AuthenticationResult.Rejected() -> {
                logFailure("credentials that are wrong");
                yield new AuthResult.Rejected();
            }
            case AuthenticationResult.TooManyAttempts() -> {
                logFailure("too many attempts at once");
                yield new AuthResult.TooManyAttempts();
            }
        };
    }

    private void logFailure(String why) {
        if (logFailures) {
            logger.warn("A login over HTTP failed: {}", why);
        }
    }
}
