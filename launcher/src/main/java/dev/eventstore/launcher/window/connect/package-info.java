/** How programs connect: addresses and code to copy. */
@NullMarked
package dev.eventstore.launcher.window.connect;

import org.jspecify.annotations.NullMarked;
