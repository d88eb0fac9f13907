package dev.eventstore.server.security;

import dev.eventstore.server.event.StreamName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an account may look like. */
final class AccountLimits {
    /** The longest login and the longest name of a group, in characters. */
    static final int LOGIN_MAX = 256;

    /** The longest full name, in characters. */
    static final int FULL_NAME_MAX = 1_024;

    /** The most groups of one account. */
    static final int GROUPS_MAX = 256;

    /** The longest password, in characters; it must fit into a request's head. */
    static final int PASSWORD_MAX = 1_024;

    private AccountLimits() {}

    /** Answers whether there could be an account of that name. */
    static boolean isPossible(String login) {
        if (login.isEmpty() || login.length() > LOGIN_MAX) {
            return false;
        }
        try {
            StreamName _ = StreamName.of(login);
            return true;
        } catch (IllegalArgumentException notUnicode) {
            return false;
        }
    }

    /** Says why a login cannot be given to a new account, if it cannot. */
    static Optional<AccountResult> refuseLogin(String login) {
        if (!isPossible(login)) {
            return invalid(
                    login,
                    "loginName",
                    "must be Unicode text of 1 to " + LOGIN_MAX + " characters");
        }
        if (login.startsWith("$")) {
            return invalid(login, "loginName", "must not begin with $, as groups of the system do");
        }
        if (login.chars().anyMatch(c -> c == ':' || Character.isISOControl(c))) {
            return invalid(
                    login,
                    "loginName",
                    "must not contain a colon or a control character, since no client could log in");
        }
        return Optional.empty();
    }

    /** Says what is wrong with the rest of an account, if anything is. */
    static Optional<AccountResult> refuseDetails(
            String login, @Nullable String fullName, @Nullable List<String> groups) {
        if (fullName != null && fullName.length() > FULL_NAME_MAX) {
            return invalid(login, "fullName", "may have at most " + FULL_NAME_MAX + " characters");
        }
        if (groups != null && !areGroups(groups)) {
            return invalid(
                    login,
                    "groups",
                    "may hold at most %d names of 1 to %d characters"
                            .formatted(GROUPS_MAX, LOGIN_MAX));
        }
        return Optional.empty();
    }

    /** Says what is wrong with a password, if anything is. */
    static Optional<AccountResult> refusePassword(String login, String field, String password) {
        return password.isEmpty() || password.length() > PASSWORD_MAX
                ? invalid(login, field, "must have 1 to " + PASSWORD_MAX + " characters")
                : Optional.empty();
    }

    private static boolean areGroups(List<String> groups) {
        return groups.size() <= GROUPS_MAX
                && groups.stream().allMatch(g -> !g.isBlank() && g.length() <= LOGIN_MAX);
    }

    private static Optional<AccountResult> invalid(String login, String field, String reason) {
        return Optional.of(new AccountResult.Invalid(login, field, reason + "."));
    }
}
