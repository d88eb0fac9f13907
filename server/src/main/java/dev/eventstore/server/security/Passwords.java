package dev.eventstore.server.security;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks hashes of passwords, and keeps that work within bounds whatever clients send: at
 * most half the cores work on it, so many wait in line, and a login that saw too many wrong
 * passwords takes no more for a while. Thread-safe.
 */
public final class Passwords {
    /** How many callers may wait for their turn. */
    static final int WAITING_MAX = 256;

    /** How long one of them waits at most: on a busy machine, waiting beats being refused. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    /** How many wrong passwords a login takes within {@link #FAILURE_WINDOW}. */
    static final int FAILURES_MAX = 60;

    /** The time after which wrong passwords are forgiven. */
    static final Duration FAILURE_WINDOW = Duration.ofMinutes(1);

    /** For how many logins wrong passwords are counted. */
    private static final int LOGINS_MAX = 10_000;

    private final SecureRandom random;
    private final InstantSource clock;
    private final int iterations;
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);
    private final RecentlyUsed<String, Failures> failures = new RecentlyUsed<>(LOGINS_MAX);

    /** What a check found. */
    enum Verdict {
        RIGHT,
        WRONG,
        /** Nothing was checked: too many are waiting, or this login saw too many failures. */
        BUSY
    }

    /**
     * @param random makes salts
     * @param clock tells when wrong passwords are forgiven
     */
    public Passwords(SecureRandom random, InstantSource clock) {
        this(random, clock, PasswordHash.ITERATIONS);
    }

    /**
     * @param iterations how much work a new hash is
     */
    Passwords(SecureRandom random, InstantSource clock, int iterations) {
        this.random = random;
        this.clock = clock;
        this.iterations = iterations;
    }

    /** Hashes a password; empty if there is too much to do at the moment. */
    Optional<PasswordHash> hash(String password) {
        return Optional.ofNullable(inTurn(() -> PasswordHash.of(password, iterations, random)));
    }

    /** Hashes a password that protects nothing, because everybody knows it. */
    PasswordHash hashOfPublic(String password) {
        return PasswordHash.of(password, PasswordHash.ITERATIONS_OF_PUBLIC_PASSWORD, random);
    }

    /**
     * Checks a password.
     *
     * @param login whose password it is said to be
     */
    Verdict check(String login, PasswordHash hash, String password) {
        Failures ofLogin = failures.getOrMake(login, Failures::new);
        if (ofLogin.areTooMany(clock.millis())) {
            return Verdict.BUSY;
        }
        Verdict verdict = inTurn(() -> checkNow(ofLogin, hash, password));
        return verdict == null ? Verdict.BUSY : verdict;
    }

    private Verdict checkNow(Failures ofLogin, PasswordHash hash, String password) {
        // Again, for those who waited while others failed.
        if (ofLogin.areTooMany(clock.millis())) {
            return Verdict.BUSY;
        }
        if (hash.matches(password)) {
            return Verdict.RIGHT;
        }
        ofLogin.add(clock.millis());
        return Verdict.WRONG;
    }

    /** Works when it is the caller's turn; {@code null} if that does not come soon. */
    private <T> @Nullable T inTurn(Supplier<T> work) {
        if (turns.getQueueLength() >= WAITING_MAX) {
            return null;
        }
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return null;
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return null;
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }

    /** The wrong passwords of one login in the current window. */
    private static final class Failures {
        private long windowStartMillis = Long.MIN_VALUE;
        private int count;

        synchronized boolean areTooMany(long nowMillis) {
            return count >= FAILURES_MAX && isWithinWindow(nowMillis);
        }

        synchronized void add(long nowMillis) {
            if (!isWithinWindow(nowMillis)) {
                windowStartMillis = nowMillis;
                count = 0;
            }
            count++;
        }

        private boolean isWithinWindow(long nowMillis) {
            return nowMillis < windowStartMillis + FAILURE_WINDOW.toMillis();
        }
    }
}
