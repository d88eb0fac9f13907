/** The protocol of TCP, byte by byte. */
@NullMarked
package dev.eventstore.server.tcp;

import org.jspecify.annotations.NullMarked;
