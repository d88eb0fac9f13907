package dev.eventstore.server.security;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.security.VerifiedCredentials.Finding;
import dev.eventstore.server.security.VerifiedCredentials.Fingerprint;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells who stands behind a request. Basic credentials count first, then the header of a trusted
 * proxy, and without either the caller is {@link Caller#ANONYMOUS}. An {@code Authorization} header
 * that cannot be read counts as none; one that can be read must be right.
 *
 * <p>Credentials that were seen before cost an HMAC, half a microsecond. They are looked at anew
 * once their account has changed. Thread-safe.
 */
public final class Authenticator {
    private static final AuthenticationResult ANONYMOUS =
            new AuthenticationResult.Known(Caller.ANONYMOUS);
    private static final AuthenticationResult REJECTED = new AuthenticationResult.Rejected();
    private static final AuthenticationResult TOO_MANY = new AuthenticationResult.TooManyAttempts();

    private static final int DOORS = 64;

    private final AuthenticationSettings settings;
    private final Accounts accounts;
    private final WatchedStreams streams;
    private final VerifiedCredentials verified;
    private final AuthenticationResult administrator;

    /** The same credentials always wait at the same door. */
    private final Object[] doors = Stream.generate(Object::new).limit(DOORS).toArray();

    /**
     * @param streams where the accounts are
     * @param random makes the key under which credentials are remembered
     */
    public Authenticator(
            AuthenticationSettings settings,
            Accounts accounts,
            WatchedStreams streams,
            SecureRandom random) {
        this.settings = settings;
        this.accounts = accounts;
        this.streams = streams;
        this.verified = new VerifiedCredentials(random);
        this.administrator =
                new AuthenticationResult.Known(
                        new Caller(
                                Accounts.ADMIN,
                                Account.roles(Accounts.ADMIN, List.of(Caller.ADMINS))));
    }

    /**
     * Tells who sent a request.
     *
     * @param authorization the {@code Authorization} header, {@code null} if there was none
     * @param trusted the {@code ES-TrustedAuth} header, {@code null} if there was none
     */
    public AuthenticationResult authenticate(
            @Nullable String authorization, @Nullable String trusted) {
        if (settings.insecure()) {
            return administrator;
        }
        if (authorization != null) {
            AuthenticationResult result = byHeader(authorization);
            if (result != null) {
                return result;
            }
        }
        if (trusted != null && !trusted.isBlank() && settings.trustedHeader()) {
            return TrustedHeader.read(trusted)
                    .<AuthenticationResult>map(AuthenticationResult.Known::new)
                    .orElse(REJECTED);
        }
        return ANONYMOUS;
    }

    /** Tells whether login and password belong together, for protocols that send them apart. */
    public AuthenticationResult authenticateLogin(String login, String password) {
        if (settings.insecure()) {
            return administrator;
        }
        // A line break cannot be part of a header, so this is no header's key.
        Fingerprint fingerprint = verified.fingerprint(login + "\n" + password);
        AuthenticationResult seen = verified.find(fingerprint, streams);
        return seen == null ? checkOnce(fingerprint, new BasicCredentials(login, password)) : seen;
    }

    /** What a Basic header says, {@code null} if it cannot be read. */
    private @Nullable AuthenticationResult byHeader(String header) {
        Fingerprint fingerprint = verified.fingerprint(header);
        AuthenticationResult seen = verified.find(fingerprint, streams);
        return seen == null
                ? BasicCredentials.read(header)
                        .map(credentials -> checkOnce(fingerprint, credentials))
                        .orElse(null)
                : seen;
    }

    /** A client that opens many connections at once has its password hashed once. */
    private AuthenticationResult checkOnce(Fingerprint fingerprint, BasicCredentials credentials) {
        synchronized (doors[Math.floorMod(fingerprint.hashCode(), doors.length)]) {
            AuthenticationResult seen = verified.find(fingerprint, streams);
            return seen == null ? check(fingerprint, credentials) : seen;
        }
    }

    private AuthenticationResult check(Fingerprint fingerprint, BasicCredentials credentials) {
        String login = credentials.login();
        if (!AccountLimits.isPossible(login)) {
            return REJECTED;
        }
        StreamName stream = AccountStreams.streamOf(login);
        // Taken first: a change while the password is checked must not go unnoticed.
        long changes = streams.changes(stream);
        Optional<StoredAccount> found = accounts.stored(login);
        if (found.isEmpty()) {
            return REJECTED;
        }
        StoredAccount account = found.get();
        return switch (accounts.check(account, credentials.password())) {
            case BUSY -> TOO_MANY;
            case WRONG -> kept(fingerprint, new Finding(stream, changes, REJECTED));
            case RIGHT ->
                    kept(fingerprint, new Finding(stream, changes, verdict(account.account())));
        };
    }

    private static AuthenticationResult verdict(Account account) {
        return account.isDisabled() ? REJECTED : new AuthenticationResult.Known(account.caller());
    }

    private AuthenticationResult kept(Fingerprint fingerprint, Finding finding) {
        verified.keep(fingerprint, finding);
        return finding.result();
    }
}
