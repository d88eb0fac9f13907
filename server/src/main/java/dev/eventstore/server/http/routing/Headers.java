package dev.eventstore.server.http.routing;

import org.jspecify.annotations.Nullable;

/** The headers of a request. */
@FunctionalInterface
public interface Headers {
    /**
     * The value of a header, several lines of one name joined with commas; {@code null} if it was
     * not sent.
     *
     * @param name any case
     */
    @Nullable String value(String name);
}
