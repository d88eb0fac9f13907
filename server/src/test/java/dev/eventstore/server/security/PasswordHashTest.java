package dev.eventstore.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.security.PasswordHash.Function;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
    private static final String SALT = "AAECAwQFBgcICQoLDA0ODw==";

    @Test
    void a_hash_of_version_5_can_be_checked() {
        PasswordHash hash =
                new PasswordHash(
                        Function.SHA1, 1_000, bytes(SALT), bytes("ESjecbuhkU3H6HH3/Q/sDBotvTI="));
        assertThat(hash.matches("changeit")).isTrue();
        assertThat(hash.matches("changeIt")).isFalse();
        assertThat(hash.matches("")).isFalse();
    }

    @Test
    void a_password_is_hashed_as_utf_8_with_pbkdf2() {
        PasswordHash hash =
                new PasswordHash(
                        Function.SHA512,
                        PasswordHash.ITERATIONS,
                        bytes(SALT),
                        bytes("i86sggKQEqh5IGVVRaPfW2qUSjckKUpbkHT5cwhcDvs="));
        assertThat(hash.matches("pässwörd")).isTrue();
    }

    @Test
    void the_same_password_never_has_the_same_hash_twice() {
        SecureRandom random = new SecureRandom();
        PasswordHash one = PasswordHash.of("secret", 1_000, random);
        PasswordHash two = PasswordHash.of("secret", 1_000, random);
        assertThat(one.hash()).isNotEqualTo(two.hash());
        assertThat(one.matches("secret")).isTrue();
        assertThat(two.matches("secret")).isTrue();
    }

    @Test
    void a_forged_hash_cannot_ask_for_endless_work() {
        assertThatThrownBy(() ->
                        new PasswordHash(
                                Function.SHA512, Integer.MAX_VALUE, bytes(SALT), bytes(SALT)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Payload bytes(String base64) {
        return Payload.of(Base64.getDecoder().decode(base64));
    }
}
