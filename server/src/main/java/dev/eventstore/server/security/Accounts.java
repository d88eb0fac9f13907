package dev.eventstore.server.security;

import dev.eventstore.server.event.Payload;
import dev.eventstore.server.security.AccountStreams.Outcome;
import dev.eventstore.server.security.AccountStreams.Slot;
import dev.eventstore.server.security.Passwords.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The users of the database. Only administrators change accounts; with the current password,
 * everybody may change one. Thread-safe; all methods block until the answer is on disk.
 */
public final class Accounts {
    /** The login of the first administrator. */
    public static final String ADMIN = "admin";

    /** The login of the first operator. */
    public static final String OPERATIONS = "ops";

    /** The password that both have until somebody changes it. */
    public static final String INITIAL_PASSWORD = "changeit";

    /** How often a change is tried again when somebody else was faster. */
    private static final int ATTEMPTS_MAX = 5;

    private final AccountStreams stored;
    private final Passwords passwords;

    /**
     * @param streams where the accounts are, without access control
     * @param ids gives each event its id
     */
    public Accounts(WatchedStreams streams, Passwords passwords, Supplier<UUID> ids) {
        this.stored = new AccountStreams(streams, ids);
        this.passwords = passwords;
    }

    /**
     * Creates {@value #ADMIN} and {@value #OPERATIONS} where they never were; whoever was deleted
     * stays deleted. May be called at each start.
     *
     * @return the logins that were created now, with {@link #INITIAL_PASSWORD}
     */
    public List<String> createInitial() {
        stored.protectShared();
        return Stream.of(
                        createInitial(ADMIN, "Event Store Administrator", Caller.ADMINS),
                        createInitial(OPERATIONS, "Event Store Operations", Caller.OPERATIONS))
                .flatMap(Optional::stream)
                .toList();
    }

    /** The account of that name. */
    public Optional<Account> find(String login) {
        return stored(login).map(StoredAccount::account);
    }

    /** All accounts, oldest first. */
    public List<Account> all() {
        List<Account> accounts = new ArrayList<>();
        for (String login : stored.logins()) {
            find(login).ifPresent(accounts::add);
        }
        return accounts;
    }

    /** Creates an account. Doing so twice with the same password is fine. */
    public AccountResult create(Caller caller, NewAccount wanted) {
        String login = wanted.login();
        if (!caller.isAdministrator()) {
            return new AccountResult.AccessDenied(login);
        }
        Optional<AccountResult> invalid =
                AccountLimits.refuseLogin(login)
                        .or(() ->
                                AccountLimits.refuseDetails(
                                        login, wanted.fullName(), wanted.groups()))
                        .or(() ->
                                AccountLimits.refusePassword(login, "password", wanted.password()));
        if (invalid.isPresent()) {
            return invalid.get();
        }
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            switch (stored.read(login)) {
                case Slot.Taken taken -> {
                    return repeated(taken.account(), wanted.password());
                }
                case Slot.Spent _ -> {
                    return new AccountResult.Conflict(login);
                }
                case Slot.Free free -> {
                    Optional<PasswordHash> hash = passwords.hash(wanted.password());
                    if (hash.isEmpty()) {
                        return new AccountResult.Busy(login);
                    }
                    Payload account =
                            StoredAccount.write(
                                    login, wanted.fullName(), wanted.groups(), false, hash.get());
                    if (stored.create(login, account, free) == Outcome.DONE) {
                        return new AccountResult.Done(login);
                    }
                }
            }
        }
        return new AccountResult.Busy(login);
    }

    /**
     * Replaces the full name and the groups.
     *
     * @param fullName the new one, {@code null} for none
     * @param groups the new ones, {@code null} for none
     */
    public AccountResult update(
            Caller caller, String login, @Nullable String fullName, @Nullable List<String> groups) {
        return asAdministrator(
                caller,
                login,
                before ->
                        AccountLimits.refuseDetails(login, fullName, groups)
                                .<Change>map(Change.Refuse::new)
                                .orElseGet(() -> described(before, fullName, groups)));
    }

    /** Lets the account log in again. */
    public AccountResult enable(Caller caller, String login) {
        return asAdministrator(caller, login, before -> switched(before, false));
    }

    /** Stops the account from logging in; its streams and roles in access lists stay. */
    public AccountResult disable(Caller caller, String login) {
        return asAdministrator(caller, login, before -> switched(before, true));
    }

    /** Gives the account another password without asking for the current one. */
    public AccountResult resetPassword(Caller caller, String login, String password) {
        if (!caller.isAdministrator()) {
            return new AccountResult.AccessDenied(login);
        }
        return AccountLimits.refusePassword(login, "newPassword", password)
                .orElseGet(() -> change(login, before -> renewed(before, password)));
    }

    /** Gives the account another password; who asks does not matter, the current one does. */
    public AccountResult changePassword(String login, String current, String password) {
        return AccountLimits.refusePassword(login, "newPassword", password)
                .orElseGet(
                        () -> change(login, before -> renewedIfRight(before, current, password)));
    }

    /** Deletes the account. A new one may take its name. */
    public AccountResult delete(Caller caller, String login) {
        return asAdministrator(caller, login, _ -> new Change.Delete());
    }

    /** The account with its hash. */
    Optional<StoredAccount> stored(String login) {
        return AccountLimits.isPossible(login) && stored.read(login) instanceof Slot.Taken taken
                ? Optional.of(taken.account())
                : Optional.empty();
    }

    Verdict check(StoredAccount account, String password) {
        return passwords.check(account.account().login(), account.password(), password);
    }

    private Optional<String> createInitial(String login, String fullName, String group) {
        // Only where there never was one: a deleted administrator must not come back.
        if (!(stored.read(login) instanceof Slot.Free free) || free.head() >= 0) {
            return Optional.empty();
        }
        PasswordHash hash = passwords.hashOfPublic(INITIAL_PASSWORD);
        Payload account = StoredAccount.write(login, fullName, List.of(group), false, hash);
        return stored.create(login, account, free) == Outcome.DONE
                ? Optional.of(login)
                : Optional.empty();
    }

    private AccountResult repeated(StoredAccount existing, String password) {
        String login = existing.account().login();
        return switch (check(existing, password)) {
            case RIGHT -> new AccountResult.Done(login);
            case WRONG -> new AccountResult.Conflict(login);
            case BUSY -> new AccountResult.Busy(login);
        };
    }

    private AccountResult asAdministrator(
            Caller caller, String login, Function<StoredAccount, Change> decide) {
        return caller.isAdministrator()
                ? change(login, decide)
                : new AccountResult.AccessDenied(login);
    }

    /** Reads, decides, writes, and begins anew if somebody else wrote in between. */
    private AccountResult change(String login, Function<StoredAccount, Change> decide) {
        for (int attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
            Optional<StoredAccount> found = stored(login);
            if (found.isEmpty()) {
                return new AccountResult.NotFound(login);
            }
            StoredAccount before = found.get();
            Outcome outcome;
            switch (decide.apply(before)) {
                case Change.Refuse refusal -> {
                    return refusal.result();
                }
                case Change.Write write ->
                        outcome =
                                stored.update(
                                        login,
                                        write.account(),
                                        before.revision(),
                                        write.isPasswordNew());
                case Change.Delete _ -> outcome = stored.delete(login, before.revision());
            }
            if (outcome == Outcome.DONE) {
                return new AccountResult.Done(login);
            }
        }
        return new AccountResult.Busy(login);
    }

    private Change described(
            StoredAccount before, @Nullable String fullName, @Nullable List<String> groups) {
        return new Change.Write(
                StoredAccount.write(
                        before.account().login(),
                        fullName,
                        groups,
                        before.account().isDisabled(),
                        before.password()),
                false);
    }

    private Change switched(StoredAccount before, boolean isDisabled) {
        Account account = before.account();
        return new Change.Write(
                StoredAccount.write(
                        account.login(),
                        account.fullName(),
                        account.groups(),
                        isDisabled,
                        before.password()),
                false);
    }

    private Change renewedIfRight(StoredAccount before, String current, String password) {
        String login = before.account().login();
        return switch (check(before, current)) {
            case RIGHT -> renewed(before, password);
            case WRONG -> new Change.Refuse(new AccountResult.WrongPassword(login));
            case BUSY -> new Change.Refuse(new AccountResult.Busy(login));
        };
    }

    private Change renewed(StoredAccount before, String password) {
        Account account = before.account();
        Optional<PasswordHash> hash = passwords.hash(password);
        if (hash.isEmpty()) {
            return new Change.Refuse(new AccountResult.Busy(account.login()));
        }
        return new Change.Write(
                StoredAccount.write(
                        account.login(),
                        account.fullName(),
                        account.groups(),
                        account.isDisabled(),
                        hash.get()),
                true);
    }

    /** What shall become of an account. */
    private sealed interface Change {
        /** Another state. */
        record Write(Payload account, boolean isPasswordNew) implements Change {}

        /** Nothing remains. */
        record Delete() implements Change {}

        /** It stays as it is. */
        record Refuse(AccountResult result) implements Change {}
    }
}
