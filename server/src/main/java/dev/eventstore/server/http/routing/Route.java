package dev.eventstore.server.http.routing;

import org.jspecify.annotations.Nullable;

/**
 * One kind of request and what answers it.
 *
 * @param method the HTTP method in capitals
 * @param template the path: literals and placeholders such as {@code /streams/{stream}/{event}},
 *     percent-decoded; a placeholder stands for one segment that is not empty; a last segment
 *     <code>{*path}</code> for all the rest, which may be empty. A trailing slash is significant
 * @param level who may call it
 * @param reads the types that its body may have, {@code null} if {@code Content-Type} does not
 *     matter
 * @param writes the types among which the answer is negotiated
 * @param handler answers
 * @param leftToHandler whether the level counts only where the node demands a login for everything
 *     (first-level authorization); otherwise the handler or the streams behind it decide alone
 */
public record Route(
        String method,
        String template,
        AccessLevel level,
        @Nullable MediaTypes reads,
        MediaTypes writes,
        RouteHandler handler,
        boolean leftToHandler) {
    public Route {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException("A template begins with a slash: " + template);
        }
    }

    /**
     * A route whose level always counts, unless it is {@link AccessLevel#AUTHENTICATED}: then the
     * streams behind it have access lists of their own.
     */
    public Route(
            String method,
            String template,
            AccessLevel level,
            @Nullable MediaTypes reads,
            MediaTypes writes,
            RouteHandler handler) {
        this(method, template, level, reads, writes, handler, level == AccessLevel.AUTHENTICATED);
    }

    /**
     * The same, but open to everybody where the node does not demand a login for everything: the
     * handler checks the caller itself, or what it tells is no secret.
     */
    public Route openUnlessLoginDemanded() {
        return new Route(method, template, level, reads, writes, handler, true);
    }

    /** A route that is asked for something. */
    public static Route get(
            String template, AccessLevel level, MediaTypes writes, RouteHandler handler) {
        return new Route("GET", template, level, null, writes, handler);
    }

    /**
     * A route that is told something.
     *
     * @param reads the types that its body may have, {@code null} if that does not matter
     */
    public static Route post(
            String template,
            AccessLevel level,
            @Nullable MediaTypes reads,
            MediaTypes writes,
            RouteHandler handler) {
        return new Route("POST", template, level, reads, writes, handler);
    }

    /** A route that replaces something; {@code reads} as in {@link #post}. */
    public static Route put(
            String template,
            AccessLevel level,
            @Nullable MediaTypes reads,
            MediaTypes writes,
            RouteHandler handler) {
        return new Route("PUT", template, level, reads, writes, handler);
    }

    /** A route that removes something. */
    public static Route delete(
            String template, AccessLevel level, MediaTypes writes, RouteHandler handler) {
        return new Route("DELETE", template, level, null, writes, handler);
    }
}
