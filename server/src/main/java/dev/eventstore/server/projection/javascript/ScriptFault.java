package dev.eventstore.server.projection.javascript;

import org.jspecify.annotations.Nullable;

/**
 * Why a script could not handle an event.
 *
 * @param message what went wrong
 * @param line where, 0 if that is not known
 * @param function in which function, {@code null} if that is not known
 */
public record ScriptFault(String message, int line, @Nullable String function) {}
