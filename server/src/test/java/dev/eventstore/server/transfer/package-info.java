@NullMarked
package dev.eventstore.server.transfer;

import org.jspecify.annotations.NullMarked;
