package dev.eventstore.server.config;

/**
 * A value that somebody set, not yet checked against its option's type.
 *
 * @param spelled the option as it was written, for messages
 * @param text the value as it was written
 */
record Given(Option option, String spelled, String text, OptionSource source) {}
