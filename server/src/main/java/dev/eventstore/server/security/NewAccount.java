package dev.eventstore.server.security;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account that shall be.
 *
 * @param login the name to log in with
 * @param fullName the name of the person, {@code null} if there is none
 * @param groups the groups, {@code null} if there are none
 * @param password in clear text; it goes no further than its hash
 */
public record NewAccount(
        String login, @Nullable String fullName, @Nullable List<String> groups, String password) {
    public NewAccount {
        groups = groups == null ? null : List.copyOf(groups);
    }

    /** Tells of no password. */
    @Override
    public String toString() {
        return "NewAccount[" + login + "]";
    }
}
