package dev.eventstore.server.security;

/** Counts the events of whoever calls. Thread-safe, and must not wait. */
public interface EventCounter {
    /** Counts nothing. */
    EventCounter NONE =
            new EventCounter() {
                @Override
                public void appended(long events) {}

                @Override
                public void read(long events) {}
            };

    /** So many were appended. */
    void appended(long events);

    /** So many were read. */
    void read(long events);
}
