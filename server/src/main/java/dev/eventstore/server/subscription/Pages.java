package dev.eventstore.server.subscription;

import java.time.Duration;

/** How much a subscription reads at a time, and how long it sleeps at the end. */
final class Pages {
    /** Events of a page at most. */
    static final int EVENTS_MAX = 256;

    /** Events that are looked at for a page, where a filter leaves few. */
    static final int WINDOW = 4_096;

    /** Nothing needs this wake; it is a bound on what an undetected mistake could cost. */
    static final Duration PATIENCE = Duration.ofMinutes(5);

    private Pages() {}
}
