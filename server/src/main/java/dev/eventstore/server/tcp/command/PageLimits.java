package dev.eventstore.server.tcp.command;

/** How much one answer may bring. */
final class PageLimits {
    /** The most events that a client may ask for at once. */
    static final int EVENTS_MAX = 4_096;

    /** What an answer may have in bytes: no client takes a package of more than 64 MiB. */
    static final long BYTES_MAX = 60L * 1024 * 1024;

    static final String TOO_BIG = "Read size too big, should be less than " + EVENTS_MAX + " items";

    static final String TOO_SMALL = "max_count must be 1 or more";

    private PageLimits() {}

    /** Says what is wrong with a number of events; empty if nothing is. */
    static String complaint(int count) {
        return count < 1 ? TOO_SMALL : count > EVENTS_MAX ? TOO_BIG : "";
    }
}
