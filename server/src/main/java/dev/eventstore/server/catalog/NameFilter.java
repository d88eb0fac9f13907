package dev.eventstore.server.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a name has to have, in any case: all of some words, in any order. A word with {@code *},
 * which stands for any characters, is the pattern of a whole name. Thread-safe.
 */
final class NameFilter {
    private static final String ANY = "*";

    private final List<String> words = new ArrayList<>();
    private final List<String[]> patterns = new ArrayList<>();

    NameFilter(String text) {
        for (String word : text.strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
            if (word.contains(ANY)) {
                patterns.add(word.split("\\*", -1));
            } else if (!word.isEmpty()) {
                words.add(word);
            }
        }
    }

    /** Whether it is a matter of words only, whose letters may be enough. */
    boolean isOfWords() {
        return patterns.isEmpty();
    }

    boolean fits(String name) {
        for (String word : words) {
            if (indexOf(name, word, 0, name.length()) < 0) {
                return false;
            }
        }
        for (String[] parts : patterns) {
            if (!isLike(name, parts)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the letters of the words are in a name, in their order. */
    boolean hasLettersIn(String name) {
        String letters = String.join("", words);
        int next = 0;
        String lower = name.toLowerCase(Locale.ROOT);
        for (int i = 0; i < lower.length() && next < letters.length(); i++) {
            if (lower.charAt(i) == letters.charAt(next)) {
                next++;
            }
        }
        return next == letters.length();
    }

    /**
     * Whether a name begins with the first part, ends with the last, and has the others between.
     */
    private static boolean isLike(String name, String[] parts) {
        String first = parts[0];
        String last = parts[parts.length - 1];
        int end = name.length() - last.length();
        if (end < first.length()
                || !name.regionMatches(true, 0, first, 0, first.length())
                || !name.regionMatches(true, end, last, 0, last.length())) {
            return false;
        }
        int at = first.length();
        for (int part = 1; part < parts.length - 1; part++) {
            int found = indexOf(name, parts[part], at, end);
            if (found < 0) {
                return false;
            }
            at = found + parts[part].length();
        }
        return true;
    }

    /** Without a copy of each name in lower case. */
    private static int indexOf(String name, String word, int from, int end) {
        for (int at = from; at <= end - word.length(); at++) {
            if (name.regionMatches(true, at, word, 0, word.length())) {
                return at;
            }
        }
        return -1;
    }
}
