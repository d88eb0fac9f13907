package dev.eventstore.server.http.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the route of a request. Segments are compared after percent-decoding; a literal beats a
 * placeholder, which beats a greedy rest. Immutable and thread-safe.
 */
public final class RouteTable {
    /** The most segments that a request's path may have. */
    public static final int SEGMENTS_MAX = 64;

    private final Node root = new Node();

    public RouteTable(List<Route> routes) {
        for (Route route : routes) {
            root.add(new CompiledRoute(route), 0);
        }
    }

    /**
     * Finds everything that fits a path.
     *
     * @param path the path as the client sent it, still percent-encoded, without the query
     * @throws BadRequest if it is not properly encoded or has too many segments
     */
    public RouteMatch match(String path) throws BadRequest {
        String[] segments = segments(path);
        var found = new ArrayList<CompiledRoute>(4);
        root.collect(segments, 0, found);
        return new RouteMatch(List.copyOf(found), segments);
    }

    private static String[] segments(String path) throws BadRequest {
        if (!path.startsWith("/")) {
            throw new BadRequest("The path does not begin with a slash.");
        }
        int count = 0;
        for (int at = 0; at >= 0; at = path.indexOf('/', at + 1)) {
            count++;
        }
        if (count > SEGMENTS_MAX) {
            throw new BadRequest("The path has more than " + SEGMENTS_MAX + " segments.");
        }
        String[] segments = new String[count];
        int from = 1;
        for (int i = 0; i < count; i++) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            segments[i] = UriText.decode(path.substring(from, end));
            from = end + 1;
        }
        return segments;
    }

    /** One segment of all templates that begin alike. */
    private static final class Node {
        private final Map<String, Node> literals = new HashMap<>();
        private final List<CompiledRoute> ending = new ArrayList<>();
        private final List<CompiledRoute> greedy = new ArrayList<>();
        private @Nullable Node placeholder;

        void add(CompiledRoute route, int depth) {
            if (depth == route.length()) {
                ending.add(route);
            } else if (route.isGreedy(depth)) {
                greedy.add(route);
            } else if (route.isPlaceholder(depth)) {
                if (placeholder == null) {
                    placeholder = new Node();
                }
                placeholder.add(route, depth + 1);
            } else {
                literals.computeIfAbsent(route.segment(depth), name -> new Node())
                        .add(route, depth + 1);
            }
        }

        /** Collects the least specific first, so that the last one with a method wins. */
        void collect(String[] segments, int depth, List<CompiledRoute> found) {
            if (depth == segments.length) {
                found.addAll(ending);
                return;
            }
            found.addAll(greedy);
            if (placeholder != null && !segments[depth].isEmpty()) {
                placeholder.collect(segments, depth + 1, found);
            }
            Node literal = literals.get(segments[depth]);
            if (literal != null) {
                literal.collect(segments, depth + 1, found);
            }
        }
    }
}
