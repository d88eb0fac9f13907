/**
 * The routes under {@code /users}: accounts as resources.
 *
 * <p>{@link dev.eventstore.server.http.user.UserRoutes} decodes a request, calls {@link
 * dev.eventstore.server.security.Accounts} and encodes what came of it as Event Store v5 did: JSON
 * or XML with {@code success} and {@code error}, a list of accounts with links to what can be done
 * with each. Bodies are JSON only.
 */
@NullMarked
package dev.eventstore.server.http.user;

import org.jspecify.annotations.NullMarked;
