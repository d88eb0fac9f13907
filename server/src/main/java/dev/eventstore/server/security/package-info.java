/**
 * Who may do what: accounts, passwords, access control lists, and the one door in front of the
 * streams that asks them.
 *
 * <p>A {@link dev.eventstore.server.security.Caller} is whoever stands behind a request; the {@link
 * dev.eventstore.server.security.Authenticator} finds that out from the request's credentials.
 * {@link dev.eventstore.server.security.GuardedStreams} gives each caller the streams as that
 * caller may use them. Front ends are handed guarded operations only, so that a check cannot be
 * forgotten.
 *
 * <p>Rules live in the database: the {@code $acl} of a stream's metadata, then the newest event of
 * {@code $settings}, then what is built in. {@link dev.eventstore.server.security.Accounts} live
 * there too, in streams that only {@code $admins} may touch. {@link
 * dev.eventstore.server.security.WatchedStreams} notices each write to them, so that what is
 * remembered can be trusted and every change acts on the next request.
 *
 * <p>Passwords are kept as salted PBKDF2 hashes. Checking one is slow on purpose, so {@link
 * dev.eventstore.server.security.Passwords} bounds how much of that work there may be, and
 * credentials that were right once are known again by an HMAC.
 */
@NullMarked
package dev.eventstore.server.security;

import org.jspecify.annotations.NullMarked;
