package dev.eventstore.server.catalog;

import dev.eventstore.server.catalog.Listing.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
        List<String> words = wanted.words();
        List<KnownStream> among = new ArrayList<>();
        List<KnownStream> found = new ArrayList<>();
        for (KnownStream known : inOrder(wanted.order())) {
            if (wanted.isAmong(known)) {
                (words.isEmpty() || hasAll(known, words) ? found : among).add(known);
            }
        }
        if (found.isEmpty() && !words.isEmpty()) {
            String letters = String.join("", words);
            among.stream().filter(known -> hasInOrder(known.name(), letters)).forEach(found::add);
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

    private static boolean hasAll(KnownStream known, List<String> words) {
        for (String word : words) {
            if (!contains(known.name(), word)) {
                return false;
            }
        }
        return true;
    }

    /** Without a copy of each name in lower case. */
    private static boolean contains(String name, String word) {
        if (name.contains(word)) {
            return true;
        }
        int last = name.length() - word.length();
        for (int at = 0; at <= last; at++) {
            if (name.regionMatches(true, at, word, 0, word.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasInOrder(String name, String letters) {
        int next = 0;
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length() && next < letters.length(); i++) {
            if (lower.charAt(i) == letters.charAt(next)) {
                next++;
            }
        }
        return next == letters.length();
    }
}
