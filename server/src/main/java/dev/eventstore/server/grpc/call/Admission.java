package dev.eventstore.server.grpc.call;

import dev.eventstore.server.security.AuthenticationResult;
import dev.eventstore.server.security.Authenticator;
import dev.eventstore.server.security.Caller;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Judges calls by their headers: who may call, and what is understood. Thread-safe. */
final class Admission {
    private static final Logger logger = LoggerFactory.getLogger(Admission.class);

    private final Authenticator authenticator;
    private final CallSettings settings;

    Admission(Authenticator authenticator, CallSettings settings) {
        this.authenticator = authenticator;
        this.settings = settings;
    }

    /** No browser speaks gRPC by itself; what comes from a page is not what its user meant. */
    void refuseWebPages(HttpFields headers) throws StatusException {
        String origin = headers.get(HttpHeader.ORIGIN);
        if (origin != null
                && !settings.allowedOrigins().contains(origin)
                && !settings.allowedOrigins().contains("*")) {
            throw new StatusException(
                    StatusCode.PERMISSION_DENIED,
                    "Web pages may not call this node. Allow the origin in its settings if you"
                            + " trust it.");
        }
    }

    /**
     * Tells who calls; a password that is new takes its time. Over HTTP, credentials that cannot be
     * read count as none. Whoever sends a token here means to be somebody, and learns that he is
     * not.
     */
    Caller caller(HttpFields headers) throws StatusException {
        String authorization = headers.get(HttpHeader.AUTHORIZATION);
        return switch (authenticator.authenticate(authorization, headers.get("es-trustedauth"))) {
            case AuthenticationResult.Known(Caller caller) -> {
                if (caller.login() == null && authorization != null && !authorization.isBlank()) {
                    logFailure("credentials of an unknown kind");
                    throw new StatusException(
                            StatusCode.UNAUTHENTICATED,
                            "Unauthenticated: this node understands Basic credentials only.");
                }
                yield caller;
            }
            case AuthenticationResult.Rejected() -> {
                logFailure("credentials that are wrong");
                throw new StatusException(StatusCode.UNAUTHENTICATED, "Unauthenticated");
            }
            case AuthenticationResult.TooManyAttempts() -> {
                logFailure("too many attempts at once");
                throw new StatusException(
                        StatusCode.RESOURCE_EXHAUSTED,
                        "Too many passwords are being tried. Come again in a minute.");
            }
        };
    }

    /** Answers whether messages may be compressed. */
    static boolean isGzip(HttpFields headers) throws StatusException {
        String encoding = headers.get("grpc-encoding");
        if (encoding == null || encoding.equals("identity")) {
            return false;
        }
        if (encoding.equals("gzip")) {
            return true;
        }
        throw new StatusException(
                        StatusCode.UNIMPLEMENTED, "Messages may be compressed as gzip only.")
                .with("grpc-accept-encoding", "gzip");
    }

    private void logFailure(String why) {
        if (settings.logFailedLogins()) {
            logger.warn("A login over gRPC failed: {}", why);
        }
    }
}
