/** The node as the client esjc sees it, over TCP. All of it runs in {@code IsolatedClient}. */
@NullMarked
package dev.eventstore.server.esjc;

import org.jspecify.annotations.NullMarked;
