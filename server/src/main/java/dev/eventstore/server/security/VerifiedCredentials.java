package dev.eventstore.server.security;

import dev.eventstore.server.event.StreamName;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what a check of credentials found, so that a password is hashed once and not with each
 * request. Credentials are known by an HMAC under a key that lives as long as the process; nothing
 * of their text is kept. Bounded; thread-safe.
 */
final class VerifiedCredentials {
    /** How many right credentials are remembered, and of wrong ones as many again. */
    static final int CREDENTIALS_MAX = 1_000;

    private static final String FUNCTION = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final Mac keyed;
    private final RecentlyUsed<Fingerprint, Finding> right = new RecentlyUsed<>(CREDENTIALS_MAX);

    /** Kept apart, so that a flood of wrong credentials drives out no right ones. */
    private final RecentlyUsed<Fingerprint, Finding> wrong = new RecentlyUsed<>(CREDENTIALS_MAX);

    /**
     * What was found, and as of when.
     *
     * @param account the stream of the account
     * @param changes the count of that stream's changes before the account was read
     */
    record Finding(StreamName account, long changes, AuthenticationResult result) {}

    /** The first half of the HMAC. */
    record Fingerprint(long high, long low) {}

    VerifiedCredentials(SecureRandom random) {
        byte[] secret = new byte[KEY_BYTES];
        random.nextBytes(secret);
        try {
            keyed = Mac.getInstance(FUNCTION);
            keyed.init(new SecretKeySpec(secret, FUNCTION));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Java lacks " + FUNCTION + ".", missing);
        }
    }

    /** The name under which credentials are known here. */
    Fingerprint fingerprint(String credentials) {
        byte[] digest = ownMac().doFinal(credentials.getBytes(StandardCharsets.UTF_8));
        return new Fingerprint((long) LONGS.get(digest, 0), (long) LONGS.get(digest, Long.BYTES));
    }

    /** What was found about credentials, if their account has not changed since. */
    @Nullable AuthenticationResult find(Fingerprint fingerprint, WatchedStreams streams) {
        AuthenticationResult found = current(right.get(fingerprint), streams);
        return found == null ? current(wrong.get(fingerprint), streams) : found;
    }

    void keep(Fingerprint fingerprint, Finding finding) {
        switch (finding.result()) {
            case AuthenticationResult.Known _ -> right.put(fingerprint, finding);
            case AuthenticationResult.Rejected _ -> wrong.put(fingerprint, finding);
            case AuthenticationResult.TooManyAttempts _ -> {
                // Nothing was found.
            }
        }
    }

    private static @Nullable AuthenticationResult current(
            @Nullable Finding finding, WatchedStreams streams) {
        return finding != null && finding.changes() == streams.changes(finding.account())
                ? finding.result()
                : null;
    }

    /** A copy for this call, because a Mac serves one thread at a time; a fifth of a µs. */
    private Mac ownMac() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException unexpected) {
            throw new IllegalStateException("Java cannot copy " + FUNCTION + ".", unexpected);
        }
    }
}
