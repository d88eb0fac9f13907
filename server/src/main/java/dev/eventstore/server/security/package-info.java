/**
 * Who may do what: accounts, passwords, access control lists, and the one door in front of the
 * streams that asks them.
 *
 * <p>A {@link dev.eventstore.server.security.Caller} is whoever stands behind a request. Front ends
 * are handed guarded operations only, so that a check cannot be forgotten.
 */
@NullMarked
package dev.eventstore.server.security;

import org.jspecify.annotations.NullMarked;
