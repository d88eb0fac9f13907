package dev.eventstore.server.catalog;

import dev.eventstore.server.catalog.Listing.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All known streams at one moment, ready to be asked for a part of them. Thread-safe. */
final class Shelf {
    private static final int CATEGORIES_MAX = 2_000;

    private final KnownStream[] streams;
    private final Map<Wanted.Order, KnownStream[]> ordered = new EnumMap<>(Wanted.Order.class);
    private final Map<Boolean, List<Category>> categories = new HashMap<>();

    /**
     * @param streams belongs to the shelf from now on
     */
    Shelf(KnownStream[] streams) {
        this.streams = streams;
    }

    /** Those that are wanted, all of them. */
    List<KnownStream> find(Wanted wanted) {
        NameFilter filter = new NameFilter(wanted.filter());
        List<KnownStream> among = new ArrayList<>();
        List<KnownStream> found = new ArrayList<>();
        for (KnownStream known : inOrder(wanted.order())) {
            if (wanted.isAmong(known)) {
                (filter.fits(known.name()) ? found : among).add(known);
            }
        }
        if (found.isEmpty() && filter.isOfWords()) {
            among.stream().filter(known -> filter.hasLettersIn(known.name())).forEach(found::add);
        }
        return found;
    }

    /** The categories and what they hold. */
    synchronized List<Category> categories(boolean system) {
        return categories.computeIfAbsent(system, this::count);
    }

    private synchronized KnownStream[] inOrder(Wanted.Order order) {
        return ordered.computeIfAbsent(
                order,
                wanted -> {
                    KnownStream[] sorted = streams.clone();
                    Arrays.sort(sorted, wanted.comparator());
                    return sorted;
                });
    }

    private List<Category> count(boolean system) {
        Map<String, long[]> counts = new HashMap<>();
        for (KnownStream known : streams) {
            if (system || !known.isSystem()) {
                long[] count = counts.computeIfAbsent(known.category(), _ -> new long[2]);
                count[0]++;
                count[1] += known.head() + 1;
            }
        }
        return counts.entrySet().stream()
                .map(entry ->
                        new Category(
                                entry.getKey(), (int) entry.getValue()[0], entry.getValue()[1]))
                .sorted(
                        Comparator.comparingInt(Category::streams)
                                .reversed()
                                .thenComparing(Category::name))
                .limit(CATEGORIES_MAX)
                .toList();
    }
}
