package dev.eventstore.server.http.stream;

import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;

/** Sends a client that wrote a slash too many to the address without it. */
final class Redirect {
    private Redirect() {}

    /** The reply of version 5: the address loses its last character, which may be another. */
    static Reply withoutSlash(Call call) {
        String self = call.links().self();
        return Reply.of(307, MediaType.TEXT, "Moved Permanently")
                .withReason("")
                .withContentType("; charset=utf-8")
                .with("Location", self.substring(0, self.length() - 1))
                .with("Cache-Control", "max-age=31536000, public");
    }
}
