/** The console program: arguments become settings, settings become a running node. */
@NullMarked
package dev.eventstore.server;

import org.jspecify.annotations.NullMarked;
