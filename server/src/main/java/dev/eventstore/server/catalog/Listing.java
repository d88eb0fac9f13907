package dev.eventstore.server.catalog;

import java.util.List;

/**
 * What a catalog answers.
 *
 * @param streams those that were wanted
 * @param total how many there are, of which {@code streams} is a part
 * @param categories all categories, the one with the most streams first
 * @param upTo the position up to which the catalog has read
 * @param head the position that it has to reach
 * @param complete false if some streams were forgotten because there are too many
 */
public record Listing(
        List<KnownStream> streams,
        int total,
        List<Category> categories,
        long upTo,
        long head,
        boolean complete) {
    /**
     * A category.
     *
     * @param name what stands before the separator, empty for streams without one
     * @param streams how many streams it has
     * @param events how many events those have, as their last revisions say
     */
    public record Category(String name, int streams, long events) {}

    public Listing {
        streams = List.copyOf(streams);
        categories = List.copyOf(categories);
    }
}
