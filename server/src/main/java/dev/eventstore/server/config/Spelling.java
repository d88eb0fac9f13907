package dev.eventstore.server.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Guesses what somebody meant to type. */
final class Spelling {
    private Spelling() {}

    /** The known word that is most like another, if at least one is alike. */
    static Optional<String> nearest(String word, Collection<String> known) {
        int tolerance = Math.max(2, word.length() / 3);
        return known.stream()
                .filter(candidate -> distance(word, candidate) <= tolerance)
                .min(
                        Comparator.comparingInt((String candidate) -> distance(word, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be put in, taken out or changed to make one word of the other. */
    private static int distance(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int column = 0; column <= other.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= one.length(); row++) {
            int[] line = new int[other.length() + 1];
            line[0] = row;
            for (int column = 1; column <= other.length(); column++) {
                int change = one.charAt(row - 1) == other.charAt(column - 1) ? 0 : 1;
                int addOrRemove = 1 + Math.min(above[column], line[column - 1]);
                line[column] = Math.min(above[column - 1] + change, addOrRemove);
            }
            above = line;
        }
        return above[other.length()];
    }
}
