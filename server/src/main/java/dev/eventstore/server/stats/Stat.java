package dev.eventstore.server.stats;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A node of the tree of statistics. */
public sealed interface Stat {
    /** Named parts, in order. */
    record Group(Map<String, Stat> parts) implements Stat {
        public Group {
            parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        }

        /**
         * Walks into the tree.
         *
         * @param path names separated by slashes, in the spelling of the tree; empty for the whole
         * @return the group there; empty if nothing or a mere figure is there
         */
        public Optional<Group> at(String path) {
            Group here = this;
            for (String name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
                if (!(here.parts.get(name) instanceof Group next)) {
                    return Optional.empty();
                }
                here = next;
            }
            return Optional.of(here);
        }

        /** All figures that have a value, their names joined by dashes. */
        public Map<String, Object> figures() {
            Map<String, Object> found = new LinkedHashMap<>();
            gather("", found);
            return found;
        }

        private void gather(String prefix, Map<String, Object> found) {
            parts.forEach((name, part) -> {
                switch (part) {
                    case Group inner -> inner.gather(prefix + name + "-", found);
                    case Figure(Object value, var _) when value != null ->
                            found.put(prefix + name, value);
                    case Figure _ -> {}
                }
            });
        }
    }

    /**
     * A single figure.
     *
     * @param value a number or text, {@code null} for none
     * @param chart how a dashboard may show it, {@code null} if it need not
     */
    record Figure(@Nullable Object value, @Nullable Chart chart) implements Stat {}

    /** How a dashboard may show a figure. */
    record Chart(String category, String title) {}

    /** Fills a group in order. */
    final class Builder {
        private final Map<String, Stat> parts = new LinkedHashMap<>();

        Builder put(String name, @Nullable Object value) {
            parts.put(name, new Figure(value, null));
            return this;
        }

        Builder chart(String name, @Nullable Object value, String category, String title) {
            parts.put(name, new Figure(value, new Chart(category, title)));
            return this;
        }

        Builder put(String name, Stat part) {
            parts.put(name, part);
            return this;
        }

        Group build() {
            return new Group(parts);
        }
    }
}
