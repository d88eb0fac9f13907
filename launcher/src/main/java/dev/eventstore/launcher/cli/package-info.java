/** The command line: what its words ask for. */
@NullMarked
package dev.eventstore.launcher.cli;

import org.jspecify.annotations.NullMarked;
