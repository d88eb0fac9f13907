package dev.eventstore.server.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whoever stands behind a request.
 *
 * @param login the account's name, {@code null} if nobody logged in
 * @param roles the groups of the account and its own login name; empty if nobody logged in
 * @param counter counts the events that are appended and read in the caller's name
 */
public record Caller(@Nullable String login, Set<String> roles, EventCounter counter) {
    /** The group that may do everything. */
    public static final String ADMINS = "$admins";

    /** The group that may operate the node. */
    public static final String OPERATIONS = "$ops";

    /** Stands for everybody in an access list, logged in or not. */
    public static final String EVERYBODY = "$all";

    /** Nobody logged in. */
    public static final Caller ANONYMOUS = new Caller(null, Set.of());

    /** The node itself. */
    public static final Caller SYSTEM = new Caller("$system", Set.of(ADMINS));

    public Caller {
        roles = Set.copyOf(roles);
    }

    /** A caller for whom nobody counts. */
    public Caller(@Nullable String login, Set<String> roles) {
        this(login, roles, EventCounter.NONE);
    }

    /** The same caller, for whom somebody counts. */
    public Caller countedBy(EventCounter who) {
        return new Caller(login, roles, who);
    }

    /** Answers whether somebody logged in. */
    public boolean isAuthenticated() {
        return login != null;
    }

    /** Answers whether the caller may do everything. */
    public boolean isAdministrator() {
        return roles.contains(ADMINS);
    }

    /** Answers whether the caller may operate the node. */
    public boolean isOperator() {
        return isAdministrator() || roles.contains(OPERATIONS);
    }
}
