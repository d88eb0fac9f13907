package dev.eventstore.server.tcp.command;

import dev.eventstore.server.stream.Transactions;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/**
 * The transactions that one connection began: as many of the last as can be open at once. Clients
 * that log in for a single request name nobody when they add events to a transaction, so that these
 * count as sent by whoever began it. Thread-safe.
 */
public final class BegunTransactions {
    private final SequencedSet<Long> ids = new LinkedHashSet<>();

    /** One more was begun. */
    synchronized void add(long id) {
        ids.addLast(id);
        if (ids.size() > Transactions.OPEN_MAX) {
            ids.removeFirst();
        }
    }

    /** Whether one was begun here. */
    synchronized boolean contains(long id) {
        return ids.contains(id);
    }
}
