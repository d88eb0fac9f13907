package dev.eventstore.server.http.routing;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A route whose template is cut into segments. Immutable. */
final class CompiledRoute {
    private final Route route;
    private final String[] segments;

    CompiledRoute(Route route) {
        this.route = route;
        this.segments = route.template().substring(1).split("/", -1);
        for (int i = 0; i < segments.length - 1; i++) {
            if (isGreedy(i)) {
                throw new IllegalArgumentException(
                        "Only the last segment may be greedy: " + route.template());
            }
        }
    }

    Route route() {
        return route;
    }

    int length() {
        return segments.length;
    }

    String segment(int index) {
        return segments[index];
    }

    boolean isGreedy(int index) {
        return segments[index].startsWith("{*");
    }

    boolean isPlaceholder(int index) {
        return segments[index].startsWith("{") && segments[index].endsWith("}");
    }

    /** The value of a placeholder in a path that fits, {@code null} if there is none. */
    @Nullable String value(String name, String[] path) {
        for (int i = 0; i < segments.length; i++) {
            if (isGreedy(i)) {
                if (isNamed(i, 2, name)) {
                    return String.join("/", Arrays.asList(path).subList(i, path.length));
                }
            } else if (isPlaceholder(i) && isNamed(i, 1, name)) {
                return path[i];
            }
        }
        return null;
    }

    private boolean isNamed(int index, int prefix, String name) {
        String segment = segments[index];
        return segment.length() == prefix + name.length() + 1 && segment.startsWith(name, prefix);
    }
}
