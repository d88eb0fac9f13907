package dev.eventstore.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.MetadataResult;
import dev.eventstore.server.stream.ReadStream;
import dev.eventstore.server.stream.ReadStreamResult;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountsTest {
    private static final Caller ADMIN = new Caller("admin", Set.of("admin", Caller.ADMINS));
    private static final Caller BEN = new Caller("ben", Set.of("ben"));

    private final OpenStreams open = new OpenStreams();
    private final Accounts accounts =
            new Accounts(open.streams, OpenStreams.passwords(), UUID::randomUUID);

    @AfterEach
    void close() {
        open.close();
    }

    @Test
    void the_first_start_makes_an_administrator_and_an_operator() {
        assertThat(accounts.createInitial()).containsExactly("admin", "ops");
        assertThat(accounts.createInitial()).isEmpty();
        assertThat(accounts.all()).extracting(Account::login).containsExactly("admin", "ops");
        assertThat(accounts.find("admin").orElseThrow().groups()).containsExactly("$admins");
        assertThat(accounts.find("ops").orElseThrow().groups()).containsExactly("$ops");
    }

    @Test
    void starts_at_the_same_time_make_them_once() throws Exception {
        List<String> created = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<List<String>> start = accounts::createInitial;
            for (var outcome : threads.invokeAll(List.of(start, start, start, start))) {
                created.addAll(outcome.get());
            }
        }
        assertThat(created).containsExactlyInAnyOrder("admin", "ops");
        assertThat(data(SystemStreams.USERS)).containsExactlyInAnyOrder("admin", "ops");
    }

    @Test
    void a_deleted_administrator_does_not_come_back_with_the_next_start() {
        accounts.createInitial();
        assertThat(accounts.delete(ADMIN, "admin")).isEqualTo(new AccountResult.Done("admin"));
        assertThat(accounts.createInitial()).isEmpty();
        assertThat(accounts.find("admin")).isEmpty();
    }

    @Test
    void creating_twice_is_fine_with_the_same_password_only() {
        assertThat(create("ann", "one")).isEqualTo(new AccountResult.Done("ann"));
        assertThat(create("ann", "one")).isEqualTo(new AccountResult.Done("ann"));
        assertThat(create("ann", "two")).isEqualTo(new AccountResult.Conflict("ann"));
        assertThat(accounts.all()).hasSize(1);
    }

    @Test
    void only_administrators_change_accounts() {
        create("ann", "one");
        var denied = new AccountResult.AccessDenied("ann");
        assertThat(accounts.create(BEN, new NewAccount("ann", null, null, "x"))).isEqualTo(denied);
        assertThat(accounts.update(BEN, "ann", "A", null)).isEqualTo(denied);
        assertThat(accounts.enable(BEN, "ann")).isEqualTo(denied);
        assertThat(accounts.disable(Caller.ANONYMOUS, "ann")).isEqualTo(denied);
        assertThat(accounts.resetPassword(BEN, "ann", "x")).isEqualTo(denied);
        assertThat(accounts.delete(BEN, "ann")).isEqualTo(denied);
    }

    @Test
    void an_update_replaces_name_and_groups() {
        create("ann", "one");
        assertThat(accounts.update(ADMIN, "ann", "Ann", List.of("sales")))
                .isEqualTo(new AccountResult.Done("ann"));
        Account updated = accounts.find("ann").orElseThrow();
        assertThat(updated.fullName()).isEqualTo("Ann");
        assertThat(updated.groups()).containsExactly("sales");

        accounts.update(ADMIN, "ann", null, null);
        Account cleared = accounts.find("ann").orElseThrow();
        assertThat(cleared.fullName()).isNull();
        assertThat(cleared.groups()).isNull();
    }

    @Test
    void who_knows_the_current_password_may_change_it() {
        create("ann", "one");
        assertThat(accounts.changePassword("ann", "wrong", "two"))
                .isEqualTo(new AccountResult.WrongPassword("ann"));
        assertThat(accounts.changePassword("ann", "one", "two"))
                .isEqualTo(new AccountResult.Done("ann"));
        assertThat(create("ann", "two")).isEqualTo(new AccountResult.Done("ann"));
        assertThat(data(StreamName.of("$users-password-notifications")))
                .containsExactly("{\"loginName\":\"ann\"}");
    }

    @Test
    void changes_of_a_missing_account_find_nothing() {
        var missing = new AccountResult.NotFound("ann");
        assertThat(accounts.update(ADMIN, "ann", "A", null)).isEqualTo(missing);
        assertThat(accounts.enable(ADMIN, "ann")).isEqualTo(missing);
        assertThat(accounts.resetPassword(ADMIN, "ann", "x")).isEqualTo(missing);
        assertThat(accounts.changePassword("ann", "a", "b")).isEqualTo(missing);
        assertThat(accounts.delete(ADMIN, "ann")).isEqualTo(missing);
        assertThat(accounts.find("\ud800")).isEmpty();
    }

    @Test
    void a_login_can_be_given_again_and_shows_nothing_of_its_past() {
        create("ann", "one");
        accounts.delete(ADMIN, "ann");
        assertThat(accounts.find("ann")).isEmpty();

        assertThat(create("ann", "two")).isEqualTo(new AccountResult.Done("ann"));
        assertThat(accounts.all()).extracting(Account::login).containsExactly("ann");
        assertThat(data(StreamName.of("$user-ann"))).hasSize(1);
        assertThat(create("ann", "two")).isEqualTo(new AccountResult.Done("ann"));
    }

    @Test
    void the_streams_of_accounts_are_closed_whatever_the_settings_open() {
        accounts.createInitial();
        open.settings("{\"$systemStreamAcl\":{\"$r\":\"$all\",\"$w\":\"$all\",\"$mr\":\"$all\"}}");
        var streams = new GuardedStreams(open.streams).on(BEN);
        for (String name :
                List.of("$user-admin", "$user-ops", "$users", "$users-password-notifications")) {
            StreamName stream = StreamName.of(name);
            ReadStream read = new ReadStream(stream, Revision.FIRST, 1, Direction.FORWARD, false);
            assertThat(streams.readStream(read)).isInstanceOf(ReadStreamResult.AccessDenied.class);
            assertThat(streams.metadata(stream)).isInstanceOf(MetadataResult.AccessDenied.class);
        }
    }

    @Test
    void a_password_is_kept_as_a_slow_hash_only() {
        var slow =
                new Accounts(
                        open.streams,
                        new Passwords(new SecureRandom(), InstantSource.system()),
                        UUID::randomUUID);
        slow.create(ADMIN, new NewAccount("ann", null, null, "hunter2"));
        assertThat(data(StreamName.of("$user-ann")).getFirst())
                .doesNotContain("hunter2")
                .contains("\"hashFunction\":\"PBKDF2-HMAC-SHA512\"")
                .contains("\"hashIterations\":210000");
    }

    @Test
    void no_clear_text_is_told() {
        assertThat(new NewAccount("ann", null, null, "hunter2").toString())
                .doesNotContain("hunter2");
        assertThat(new BasicCredentials("ann", "hunter2").toString()).doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "$admins", "a:b", "a\nb", "\ud800"})
    void a_login_that_could_not_be_used_is_refused(String login) {
        assertThat(create(login, "one"))
                .isInstanceOfSatisfying(
                        AccountResult.Invalid.class,
                        invalid -> assertThat(invalid.field()).isEqualTo("loginName"));
    }

    @Test
    void what_is_too_long_or_empty_is_refused_by_its_name() {
        assertThat(field(create("a".repeat(257), "one"))).isEqualTo("loginName");
        assertThat(field(create("ann", ""))).isEqualTo("password");
        assertThat(field(create("ann", "p".repeat(1_025)))).isEqualTo("password");
        create("ann", "one");
        assertThat(field(accounts.update(ADMIN, "ann", "n".repeat(1_025), null)))
                .isEqualTo("fullName");
        assertThat(field(accounts.update(ADMIN, "ann", null, List.of(" ")))).isEqualTo("groups");
        assertThat(field(accounts.resetPassword(ADMIN, "ann", ""))).isEqualTo("newPassword");
    }

    @Test
    void changes_at_the_same_time_are_all_kept() throws Exception {
        create("ann", "one");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<AccountResult> disable = () -> accounts.disable(ADMIN, "ann");
            Callable<AccountResult> reset = () -> accounts.resetPassword(ADMIN, "ann", "two");
            for (var outcome : threads.invokeAll(List.of(disable, reset))) {
                assertThat(outcome.get()).isEqualTo(new AccountResult.Done("ann"));
            }
        }
        assertThat(accounts.find("ann").orElseThrow().isDisabled()).isTrue();
        assertThat(create("ann", "two")).isEqualTo(new AccountResult.Done("ann"));
    }

    private AccountResult create(String login, String password) {
        return accounts.create(ADMIN, new NewAccount(login, null, null, password));
    }

    private static @Nullable String field(AccountResult result) {
        return result instanceof AccountResult.Invalid invalid ? invalid.field() : null;
    }

    private List<String> data(StreamName stream) {
        ReadStream read = new ReadStream(stream, Revision.FIRST, 100, Direction.FORWARD, false);
        return open.streams.readStream(read) instanceof ReadStreamResult.Page page
                ? page.events().stream().map(event -> event.original().data().text()).toList()
                : List.of();
    }
}
