package dev.eventstore.server.tcp;

import dev.eventstore.server.security.AuthenticationResult;
import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.tcp.frame.Credentials;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who sends a package, and the log who failed to say so. Thread-safe. */
final class Logins {
    private static final Logger logger = LoggerFactory.getLogger(Logins.class);

    private final Authenticator authenticator;
    private final boolean logFailures;

    Logins(Authenticator authenticator, boolean logFailures) {
        this.authenticator = authenticator;
        this.logFailures = logFailures;
    }

    /** Who has sent no login yet; with {@code --insecure} that is an administrator too. */
    Caller nobody() {
        return authenticator.authenticate(null, null) instanceof AuthenticationResult.Known known
                ? known.caller()
                : Caller.ANONYMOUS;
    }

    /**
     * Who has this login, {@code null} if nobody.
     *
     * @param client where it comes from, for the log
     */
    @Nullable Caller callerOf(Credentials credentials, String client) {
        return switch (authenticator.authenticateLogin(
                credentials.login(), credentials.password())) {
            case AuthenticationResult.Known(Caller known) -> known;
            case AuthenticationResult.Rejected _ -> {
                logFailure(client, "credentials that are wrong");
                yield null;
            }
            case AuthenticationResult.TooManyAttempts _ -> {
                logFailure(client, "too many attempts at once");
                yield null;
            }
        };
    }

    private void logFailure(String client, String why) {
        if (logFailures) {
            logger.warn("A login over TCP from {} failed: {}", client, why);
        }
    }
}
