package dev.eventstore.server.node;

import dev.eventstore.server.group.GroupObserver;
import dev.eventstore.server.stats.CallLog;
import dev.eventstore.server.stats.ObservedCall;

/**
 * Puts what is done with groups among the calls of clients. Thread-safe.
 *
 * @param via the name of the front end
 */
record WatchedGroups(CallLog calls, String via) implements GroupObserver {
    @Override
    public boolean isWatching() {
        return calls.isWatched();
    }

    @Override
    public void saw(Deed deed) {
        calls.add(
                new ObservedCall(
                        calls.clock().instant(),
                        via,
                        deed.login(),
                        deed.operation(),
                        deed.source().value(),
                        deed.request(),
                        deed.result(),
                        deed.failed(),
                        deed.events(),
                        deed.micros()));
    }
}
