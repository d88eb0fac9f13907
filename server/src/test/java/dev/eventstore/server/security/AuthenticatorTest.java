package dev.eventstore.server.security;

import static dev.eventstore.server.security.OpenStreams.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.StreamName;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticatorTest {
    private static final Caller ADMIN = new Caller("admin", Set.of("admin", Caller.ADMINS));
    private static final AuthenticationResult ANONYMOUS =
            new AuthenticationResult.Known(Caller.ANONYMOUS);
    private static final AuthenticationResult REJECTED = new AuthenticationResult.Rejected();

    private final OpenStreams open = new OpenStreams();
    private final Passwords passwords = OpenStreams.passwords();
    private final Accounts accounts = new Accounts(open.streams, passwords, UUID::randomUUID);
    private final Authenticator authenticator = authenticator(false, false);

    @BeforeEach
    void create() {
        accounts.createInitial();
    }

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void right_credentials_tell_who_calls() {
        assertThat(basic("admin", "changeit")).isEqualTo(new AuthenticationResult.Known(ADMIN));
        assertThat(authenticator.authenticate("bAsIc YWRtaW46Y2hhbmdlaXQ=", null))
                .isEqualTo(new AuthenticationResult.Known(ADMIN));
    }

    @Test
    void wrong_credentials_are_rejected_again_and_again() {
        for (int i = 0; i < 3; i++) {
            assertThat(basic("admin", "nope")).isEqualTo(REJECTED);
            assertThat(basic("admin", "")).isEqualTo(REJECTED);
            assertThat(basic("nobody", "changeit")).isEqualTo(REJECTED);
            assertThat(basic("", "")).isEqualTo(REJECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Basic",
                "Basic ",
                "Basic !!!",
                "Basic YWRtaW4=",
                "Bearer YWRtaW46Y2hhbmdlaXQ=",
                "nonsense"
            })
    void an_unreadable_header_counts_as_none(String header) {
        assertThat(authenticator.authenticate(header, null)).isEqualTo(ANONYMOUS);
    }

    @Test
    void no_header_means_nobody() {
        assertThat(authenticator.authenticate(null, null)).isEqualTo(ANONYMOUS);
    }

    @Test
    void a_password_may_hold_colons_and_letters_of_any_script() {
        add("jörg", "a:ä:日本");
        var known = new AuthenticationResult.Known(new Caller("jörg", Set.of("jörg", "sales")));
        assertThat(basic("jörg", "a:ä:日本")).isEqualTo(known);
    }

    @Test
    void credentials_in_latin_1_are_understood() {
        add("jörg", "ä");
        assertThat(
                        authenticator.authenticate(
                                header("jörg", "ä", StandardCharsets.ISO_8859_1), null))
                .isInstanceOf(AuthenticationResult.Known.class);
    }

    @Test
    void a_changed_account_counts_with_the_next_request() {
        add("ann", "one");
        assertThat(basic("ann", "one")).isInstanceOf(AuthenticationResult.Known.class);

        accounts.disable(ADMIN, "ann");
        assertThat(basic("ann", "one")).isEqualTo(REJECTED);
        accounts.enable(ADMIN, "ann");
        assertThat(basic("ann", "one")).isInstanceOf(AuthenticationResult.Known.class);

        accounts.update(ADMIN, "ann", null, List.of("other"));
        assertThat(basic("ann", "one"))
                .isEqualTo(
                        new AuthenticationResult.Known(new Caller("ann", Set.of("ann", "other"))));

        assertThat(basic("ann", "two")).isEqualTo(REJECTED);
        accounts.resetPassword(ADMIN, "ann", "two");
        assertThat(basic("ann", "one")).isEqualTo(REJECTED);
        assertThat(basic("ann", "two")).isInstanceOf(AuthenticationResult.Known.class);

        accounts.delete(ADMIN, "ann");
        assertThat(basic("ann", "two")).isEqualTo(REJECTED);
    }

    @Test
    void an_account_that_an_event_of_version_5_tells_of_can_log_in() {
        open.append(
                StreamName.of("$user-old"),
                event(
                        "$UserCreated",
                        """
                        {"loginName":"old","fullName":"O","salt":"AAECAwQFBgcICQoLDA0ODw==",
                        "hash":"ESjecbuhkU3H6HH3/Q/sDBotvTI=","disabled":false,"groups":["$ops"]}\
                        """));
        assertThat(basic("old", "changeit"))
                .isEqualTo(
                        new AuthenticationResult.Known(new Caller("old", Set.of("old", "$ops"))));
        assertThat(basic("old", "else")).isEqualTo(REJECTED);
    }

    @Test
    void login_and_password_may_come_apart() {
        assertThat(authenticator.authenticateLogin("admin", "changeit"))
                .isEqualTo(new AuthenticationResult.Known(ADMIN));
        assertThat(authenticator.authenticateLogin("admin", "else")).isEqualTo(REJECTED);
    }

    @Test
    void a_trusted_proxy_is_believed_where_the_node_is_told_so() {
        Authenticator trusting = authenticator(false, true);
        assertThat(trusting.authenticate(null, "joe; grp, $ops"))
                .isEqualTo(
                        new AuthenticationResult.Known(
                                new Caller("joe", Set.of("joe", "grp", "$ops"))));
        assertThat(trusting.authenticate(null, "joe;"))
                .isEqualTo(new AuthenticationResult.Known(new Caller("joe", Set.of("joe"))));
        assertThat(trusting.authenticate(null, ";"))
                .isEqualTo(new AuthenticationResult.Known(new Caller("", Set.of())));
        assertThat(trusting.authenticate(null, "")).isEqualTo(ANONYMOUS);
        assertThat(trusting.authenticate(null, "a;b;c")).isEqualTo(REJECTED);
        assertThat(trusting.authenticate(header("admin", "nope", StandardCharsets.UTF_8), "joe"))
                .isEqualTo(REJECTED);
        assertThat(authenticator.authenticate(null, "joe; $admins")).isEqualTo(ANONYMOUS);
    }

    @Test
    void a_name_like_a_group_of_the_system_gives_no_role() {
        assertThat(authenticator(false, true).authenticate(null, "$admins; grp"))
                .isEqualTo(new AuthenticationResult.Known(new Caller("$admins", Set.of("grp"))));
    }

    @Test
    void without_security_everybody_is_an_administrator() {
        Authenticator insecure = authenticator(true, false);
        for (String header : new String[] {"", header("x", "y", StandardCharsets.UTF_8)}) {
            assertThat(insecure.authenticate(header, null))
                    .isEqualTo(new AuthenticationResult.Known(ADMIN));
        }
        assertThat(insecure.authenticate(null, null))
                .isEqualTo(new AuthenticationResult.Known(ADMIN));
    }

    private void add(String login, String password) {
        assertThat(accounts.create(ADMIN, new NewAccount(login, null, List.of("sales"), password)))
                .isEqualTo(new AccountResult.Done(login));
    }

    private AuthenticationResult basic(String login, String password) {
        return authenticator.authenticate(header(login, password, StandardCharsets.UTF_8), null);
    }

    private Authenticator authenticator(boolean insecure, boolean trusted) {
        return new Authenticator(
                new AuthenticationSettings(insecure, trusted),
                accounts,
                open.streams,
                new SecureRandom());
    }

    private static String header(String login, String password, Charset charset) {
        byte[] text = (login + ":" + password).getBytes(charset);
        return "Basic " + Base64.getEncoder().encodeToString(text);
    }
}
