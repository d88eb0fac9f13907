package dev.eventstore.server.http;

import dev.eventstore.server.http.routing.Reply;

/**
 * What goes back to the client.
 *
 * @param reply the route's reply, or that of the check that failed
 * @param allowedMethods the methods that {@code Access-Control-Allow-Methods} names; may be empty
 */
record Answer(Reply reply, String allowedMethods) {
    /** An answer to a request whose path is unknown or did not count. */
    static Answer withoutMethods(Reply reply) {
        return new Answer(reply, "");
    }
}
