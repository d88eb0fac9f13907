package dev.eventstore.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.security.Passwords.Verdict;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final PasswordHash HASH = PasswordHash.of("right", 1, new SecureRandom());

    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final Passwords passwords = new Passwords(new SecureRandom(), () -> now);

    @Test
    void too_many_wrong_passwords_for_a_login_are_not_even_checked() {
        for (int i = 0; i < Passwords.FAILURES_MAX; i++) {
            assertThat(passwords.check("ann", HASH, "wrong" + i)).isEqualTo(Verdict.WRONG);
        }
        assertThat(passwords.check("ann", HASH, "wrong")).isEqualTo(Verdict.BUSY);
        assertThat(passwords.check("ann", HASH, "right")).isEqualTo(Verdict.BUSY);
        assertThat(passwords.check("ben", HASH, "right")).isEqualTo(Verdict.RIGHT);

        now = now.plus(Passwords.FAILURE_WINDOW);
        assertThat(passwords.check("ann", HASH, "right")).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void a_flood_of_wrong_passwords_is_bounded_too() throws Exception {
        Callable<Verdict> attempt = () -> passwords.check("ann", HASH, "wrong");
        int checked = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var verdict : threads.invokeAll(Collections.nCopies(1_000, attempt))) {
                checked += verdict.get() == Verdict.WRONG ? 1 : 0;
            }
        }
        assertThat(checked)
                .isBetween(
                        Passwords.FAILURES_MAX,
                        Passwords.FAILURES_MAX + Runtime.getRuntime().availableProcessors());
    }

    @Test
    void right_passwords_are_never_too_many() {
        for (int i = 0; i < 2 * Passwords.FAILURES_MAX; i++) {
            assertThat(passwords.check("ann", HASH, "right")).isEqualTo(Verdict.RIGHT);
        }
    }
}
