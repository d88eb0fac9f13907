package dev.eventstore.server.catalog;

import java.util.Comparator;

/**
 * Which streams somebody wants to see, and in which order.
 *
 * @param filter words that a name has to have, in any order and case; if none has them all, their
 *     letters in order are enough; one with {@code *} in it is the pattern of a whole name
 * @param category only those of this category, {@code *} for all
 * @param system whether those of the system as well
 * @param order in which order
 * @param offset how many to leave out
 * @param limit how many at most, 1 or more
 */
public record Wanted(
        String filter, String category, boolean system, Order order, int offset, int limit) {
    /** Stands for every category. */
    public static final String EVERY_CATEGORY = "*";

    /** The orders there are. */
    public enum Order {
        /** The one that changed last comes first. */
        CHANGED,
        /** The newest comes first. */
        CREATED,
        /** By name. */
        NAME,
        /** The longest comes first. */
        EVENTS,
        /** The shortest name comes first: of it a filter covers the most. */
        BEST;

        Comparator<KnownStream> comparator() {
            return switch (this) {
                case CHANGED -> Comparator.comparingLong(KnownStream::position).reversed();
                case CREATED -> Comparator.comparingLong(KnownStream::began).reversed();
                case NAME -> Comparator.comparing(KnownStream::name);
                case EVENTS -> Comparator.comparingLong(KnownStream::head).reversed();
                case BEST -> Comparator.comparingInt(known -> known.name().length());
            };
        }
    }

    /** Answers whether a stream is one of those, but for the filter. */
    boolean isAmong(KnownStream known) {
        return (system || !known.isSystem())
                && (category.equals(EVERY_CATEGORY) || known.category().equals(category));
    }
}
