/**
 * What the user asked for: options from four places become one {@link
 * dev.eventstore.server.config.Settings}.
 *
 * <p>{@link dev.eventstore.server.config.OptionTable} is the one list of options: name, type,
 * default, group, description. Everything else is driven by it: the parsers of the three sources
 * ({@code Arguments}, {@code EnvironmentVariables}, {@code ConfigFile}), the texts of {@code
 * --help} and {@code --what-if}, and {@code GET /info/options}. A new option is one line there and
 * one line in {@link dev.eventstore.server.config.Settings}.
 *
 * <p>The command line beats the environment, which beats the file, which beats the default; each
 * {@link dev.eventstore.server.config.OptionValue} remembers where it came from. Names are compared
 * without dashes, underscores and case, so that {@code --ext-http-port}, {@code -ExtHttpPort},
 * {@code EVENTSTORE_EXT_HTTP_PORT} and {@code ExtHttpPort:} are the same option. Such freedom of
 * spelling is why a small parser of our own stands here.
 *
 * <p>{@link dev.eventstore.server.config.Invocation} is the way in: run with these settings, print
 * this, or refuse for these reasons. All problems are reported at once. Only {@code Main}, {@code
 * node} and the launcher see this package; other packages are handed records of their own.
 */
@NullMarked
package dev.eventstore.server.config;

import org.jspecify.annotations.NullMarked;
