package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.BodySource;
import dev.eventstore.server.http.routing.Headers;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.routing.WaitRunner;
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
 * @param waits runs waits for its answer
 */
record Incoming(
        String method,
        String path,
        @Nullable String query,
        Links.Origin addressed,
        Headers headers,
        BodySource body,
        WaitRunner waits) {
    String pathAndQuery() {
        return query == null ? path : path + "?" + query;
    }
}
