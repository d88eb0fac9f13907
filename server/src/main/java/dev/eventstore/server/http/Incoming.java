package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.BodySource;
import dev.eventstore.server.http.routing.Headers;
import dev.eventstore.server.http.routing.Links;
import org.jspecify.annotations.Nullable;

/**
 * A request as it came from the network.
 *
 * @param method the HTTP method
 * @param path the path, still percent-encoded
 * @param query what stands behind the question mark, still encoded, {@code null} if nothing does
 * @param addressed how the client addressed the node
 * @param headers its headers
 * @param body its body
 */
record Incoming(
        String method,
        String path,
        @Nullable String query,
        Links.Origin addressed,
        Headers headers,
        BodySource body) {
    String pathAndQuery() {
        return query == null ? path : path + "?" + query;
    }
}
