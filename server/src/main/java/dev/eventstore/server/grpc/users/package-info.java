/**
 * The service Users: accounts. Changes are up to {@link dev.eventstore.server.security.Accounts};
 * administrators see all accounts, everybody else their own.
 */
@NullMarked
package dev.eventstore.server.grpc.users;

import org.jspecify.annotations.NullMarked;
