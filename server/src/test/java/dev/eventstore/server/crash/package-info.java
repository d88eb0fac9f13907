/** What is left after a process was killed or a file was damaged. */
@NullMarked
package dev.eventstore.server.crash;

import org.jspecify.annotations.NullMarked;
