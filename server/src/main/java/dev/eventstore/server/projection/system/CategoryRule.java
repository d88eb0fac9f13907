package dev.eventstore.server.projection.system;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.projection.handler.DefinitionException;
import java.util.List;
import java.util.Optional;

/**
 * How the name of a stream tells its category: it is what stands before a separator.
 *
 * @param separator one or more characters
 * @param isLast whether the last separator in the name counts, otherwise the first
 */
record CategoryRule(String separator, boolean isLast) {
    /**
     * Reads the rule as Event Store 5 has it: {@code first} or {@code last} and the separator, on a
     * line each; or one character, then the last one counts.
     *
     * @throws DefinitionException if it is neither
     */
    static CategoryRule parse(String text) throws DefinitionException {
        List<String> lines = text.strip().lines().map(String::strip).toList();
        if (lines.isEmpty()) {
            throw refused();
        }
        if (lines.size() == 1 && lines.getFirst().length() == 1) {
            return new CategoryRule(lines.getFirst(), true);
        }
        boolean isLast = lines.getFirst().equals("last");
        if (lines.size() == 2
                && !lines.get(1).isEmpty()
                && (isLast || lines.getFirst().equals("first"))) {
            return new CategoryRule(lines.get(1), isLast);
        }
        throw refused();
    }

    /** The category of a stream; system streams have none. */
    Optional<String> category(StreamName stream) {
        String name = stream.value();
        int at = isLast ? name.lastIndexOf(separator) : name.indexOf(separator);
        return at <= 0 || stream.isSystem() ? Optional.empty() : Optional.of(name.substring(0, at));
    }

    private static DefinitionException refused() {
        return new DefinitionException(
                "The configuration must be two lines, \"first\" or \"last\" and the separator,"
                        + " or one character.");
    }
}
