package dev.eventstore.server.security;

import dev.eventstore.server.event.Payload;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * What is kept of a password: a salted PBKDF2 hash and how it was made. Making and checking one
 * takes about 0.15 s of a core, on purpose.
 *
 * @param function the pseudo-random function below PBKDF2
 * @param iterations 1 to {@value #ITERATIONS_MAX}
 * @param salt random bytes, at least one
 * @param hash the outcome, at least one byte
 */
record PasswordHash(Function function, int iterations, Payload salt, Payload hash) {
    /** For every password that somebody chose. */
    static final int ITERATIONS = 210_000;

    /** For the initial password, which every manual tells: slowness would protect nothing. */
    static final int ITERATIONS_OF_PUBLIC_PASSWORD = 1_000;

    /** What Event Store 5 used. */
    static final int ITERATIONS_V5 = 1_000;

    /** More are refused, so that a forged account cannot keep a core busy. */
    static final int ITERATIONS_MAX = 2_000_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int HASH_BYTES_MAX = 64;

    /** The pseudo-random functions that a hash may be made with. */
    enum Function {
        /** Event Store 5; only checked, never made. */
        SHA1("PBKDF2WithHmacSHA1", "PBKDF2-HMAC-SHA1"),
        SHA512("PBKDF2WithHmacSHA512", "PBKDF2-HMAC-SHA512");

        private final String inJava;
        private final String inAccount;

        Function(String inJava, String inAccount) {
            this.inJava = inJava;
            this.inAccount = inAccount;
        }

        /** The name under which an account keeps it. */
        String label() {
            return inAccount;
        }
    }

    /**
     * @throws IllegalArgumentException if a part is out of range
     */
    PasswordHash {
        if (iterations < 1 || iterations > ITERATIONS_MAX) {
            throw new IllegalArgumentException("Iterations out of range: " + iterations);
        }
        if (salt.isEmpty() || hash.isEmpty() || hash.size() > HASH_BYTES_MAX) {
            throw new IllegalArgumentException("Salt or hash has a wrong length.");
        }
    }

    /** Hashes a password with a new salt. */
    static PasswordHash of(String password, int iterations, SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        byte[] hash = derive(password, Function.SHA512, iterations, salt, HASH_BYTES);
        return new PasswordHash(Function.SHA512, iterations, Payload.of(salt), Payload.of(hash));
    }

    /** Answers whether this is the hash of a password, in a time that does not tell how nearly. */
    boolean matches(String password) {
        return MessageDigest.isEqual(
                hash.bytes(), derive(password, function, iterations, salt.bytes(), hash.size()));
    }

    /** Says nothing of its content. */
    @Override
    public String toString() {
        return function + " x " + iterations;
    }

    private static byte[] derive(
            String password, Function function, int iterations, byte[] salt, int bytes) {
        PBEKeySpec spec =
                new PBEKeySpec(password.toCharArray(), salt, iterations, bytes * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance(function.inJava).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Java lacks " + function.inJava + ".", missing);
        } finally {
            spec.clearPassword();
        }
    }
}
