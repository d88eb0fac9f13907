package dev.eventstore.server.projection;

import com.fasterxml.jackson.databind.JsonNode;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.projection.handler.MetadataMember;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How far a projection has come, in everything or in some streams.
 *
 * @param position of the last event of everything that it has seen; the start if it reads streams
 * @param revisions of the last event of each stream that it has seen, −1 for none; empty if it
 *     reads everything
 */
public record Place(Position position, SortedMap<String, Long> revisions) {
    /** Before everything. */
    public static final Place START = new Place(Position.START);

    public Place {
        revisions =
                revisions.isEmpty()
                        ? Collections.emptySortedMap()
                        : Collections.unmodifiableSortedMap(new TreeMap<>(revisions));
    }

    /** A place in everything. */
    public Place(Position position) {
        this(position, Collections.emptySortedMap());
    }

    /** A place in some streams. */
    static Place in(Map<String, Long> revisions) {
        return new Place(Position.START, new TreeMap<>(revisions));
    }

    /** Reads it from the members by which metadata tell it; empty if they are not there. */
    public static Optional<Place> of(JsonNode document) {
        JsonNode commit = document.path("$c");
        if (commit.isIntegralNumber() && commit.longValue() >= 0) {
            return Optional.of(new Place(Position.of(commit.longValue())));
        }
        Map<String, Long> revisions = new HashMap<>();
        document.path("$s")
                .properties()
                .forEach(each -> revisions.put(each.getKey(), each.getValue().asLong(-1)));
        return revisions.isEmpty() ? Optional.empty() : Optional.of(in(revisions));
    }

    /** As statistics show it: {@code C:5/P:5}, {@code orders: 7}, {@code a: 1; b: 2; }. */
    public String text() {
        if (revisions.isEmpty()) {
            return "C:" + position + "/P:" + prepare();
        }
        String ending = revisions.size() == 1 ? "" : "; ";
        return revisions.entrySet().stream()
                .map(each -> each.getKey() + ": " + each.getValue() + ending)
                .collect(Collectors.joining());
    }

    /** The members by which metadata tell it. */
    public String members() {
        if (revisions.isEmpty()) {
            return "\"$c\":" + position + ",\"$p\":" + prepare();
        }
        return revisions.entrySet().stream()
                .map(each -> MetadataMember.quoted(each.getKey()) + ":" + each.getValue())
                .collect(Collectors.joining(",", "\"$s\":{", "}"));
    }

    /** Answers whether everything up to another place lies before or at this one. */
    boolean covers(Place other) {
        return position.compareTo(other.position) >= 0
                && other.revisions.entrySet().stream()
                        .allMatch(each -> revision(each.getKey()) >= each.getValue());
    }

    /** The revision of the last event seen of a stream, −1 for none. */
    long revision(String stream) {
        return revisions.getOrDefault(stream, -1L);
    }

    /** Before everything v5 has a commit of 0 and no prepare. */
    private long prepare() {
        return position.equals(Position.START) ? -1 : position.value();
    }
}
