package dev.eventstore.server.security;

/** What came of a change to an account. */
public sealed interface AccountResult {
    /** The account is as asked for, on disk; also if it was before. */
    record Done(String login) implements AccountResult {}

    /** There is no such account. */
    record NotFound(String login) implements AccountResult {}

    /** An account of that name exists with another password, or the name is spent for good. */
    record Conflict(String login) implements AccountResult {}

    /** The current password is another. */
    record WrongPassword(String login) implements AccountResult {}

    /** The caller may not change accounts. */
    record AccessDenied(String login) implements AccountResult {}

    /** Others changed the account at the same time, or too many passwords are being tried. */
    record Busy(String login) implements AccountResult {}

    /**
     * The request makes no sense.
     *
     * @param field which part of it, by the name that HTTP gives it
     * @param reason what is wrong: a sentence whose subject, the field, is left out
     */
    record Invalid(String login, String field, String reason) implements AccountResult {}
}
