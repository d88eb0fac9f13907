package dev.eventstore.server.projection.system;

import dev.eventstore.server.event.StreamName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Names of streams with a common beginning, kept so that they are not made for each event. */
final class StreamNames {
    private static final int KEPT_MAX = 4_096;

    private final String prefix;
    private final Map<String, Optional<StreamName>> kept = new HashMap<>();

    StreamNames(String prefix) {
        this.prefix = prefix;
    }

    /** The name that begins so and goes on with a text; empty if no stream can be called that. */
    Optional<StreamName> of(String rest) {
        Optional<StreamName> known = kept.get(rest);
        if (known != null) {
            return known;
        }
        if (kept.size() >= KEPT_MAX) {
            kept.clear();
        }
        Optional<StreamName> made = make(rest);
        kept.put(rest, made);
        return made;
    }

    private Optional<StreamName> make(String rest) {
        try {
            return Optional.of(StreamName.of(prefix + rest));
        } catch (IllegalArgumentException noName) {
            return Optional.empty();
        }
    }
}
