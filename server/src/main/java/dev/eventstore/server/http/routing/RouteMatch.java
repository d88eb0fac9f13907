package dev.eventstore.server.http.routing;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All routes that fit a path, whatever their methods. Immutable. */
public final class RouteMatch {
    private final List<CompiledRoute> found;
    private final String[] segments;

    RouteMatch(List<CompiledRoute> found, String[] segments) {
        this.found = found;
        this.segments = segments;
    }

    /** Answers whether no route fits (404). */
    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** The methods that the path takes, in the order of the match, then {@code OPTIONS}. */
    public String allowedMethods() {
        var methods = new StringBuilder(32);
        for (CompiledRoute route : found) {
            methods.append(route.route().method()).append(", ");
        }
        return methods.append("OPTIONS").toString();
    }

    /** The most specific route for a method; empty if there is none (405). */
    public Optional<Chosen> forMethod(String method) {
        for (int i = found.size() - 1; i >= 0; i--) {
            if (found.get(i).route().method().equals(method)) {
                return Optional.of(new Chosen(found.get(i), segments));
            }
        }
        return Optional.empty();
    }

    /** The route that answers, and what its placeholders stand for. */
    public static final class Chosen {
        private final CompiledRoute compiled;
        private final String[] segments;

        Chosen(CompiledRoute compiled, String[] segments) {
            this.compiled = compiled;
            this.segments = segments;
        }

        /** The route. */
        public Route route() {
            return compiled.route();
        }

        /** The value of a placeholder, {@code null} if the template has no such. */
        @Nullable String parameter(String name) {
            return compiled.value(name, segments);
        }
    }
}
