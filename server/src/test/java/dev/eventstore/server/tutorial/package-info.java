/** The README's tour, taken for real. */
@NullMarked
package dev.eventstore.server.tutorial;

import org.jspecify.annotations.NullMarked;
