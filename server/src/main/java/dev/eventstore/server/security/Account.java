package dev.eventstore.server.security;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What may be told about an account; never its password, nor a trace of it.
 *
 * @param login the name to log in with
 * @param fullName the name of the person, {@code null} if none was given
 * @param groups the groups, {@code null} if none were given
 * @param isDisabled whether nobody can log in with it
 * @param updated when it was last changed
 */
public record Account(
        String login,
        @Nullable String fullName,
        @Nullable List<String> groups,
        boolean isDisabled,
        Instant updated) {
    public Account {
        groups = groups == null ? null : List.copyOf(groups);
    }

    /** Who stands behind a request with this account's password. */
    Caller caller() {
        return new Caller(login, roles(login, groups == null ? List.of() : groups));
    }

    /**
     * The roles of a login: its groups and itself. A login with a leading {@code $} is no role, or
     * else an account by the name of {@code $admins} would rule.
     */
    static Set<String> roles(String login, List<String> groups) {
        Set<String> roles = new HashSet<>(groups);
        if (!login.startsWith("$")) {
            roles.add(login);
        }
        roles.removeIf(String::isBlank);
        return roles;
    }
}
