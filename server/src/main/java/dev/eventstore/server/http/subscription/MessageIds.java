package dev.eventstore.server.http.subscription;

import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.stream.body.EventIds;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Which events a consumer settles.
 *
 * @param ids one or more
 */
record MessageIds(List<UUID> ids) {
    private static final String MALFORMED = "messageid should be a properly formed guid";

    /** The one that the path names. */
    static MessageIds ofPath(Call call) throws BadRequest {
        return new MessageIds(List.of(id(call.pathParameter("message"))));
    }

    /** Those of {@code ?ids=}, with commas between them. */
    static MessageIds ofQuery(Call call) throws BadRequest {
        String text =
                call.query("ids")
                        .orElseThrow(() ->
                                new BadRequest(
                                        "ids are missing",
                                        "Name the events with ?ids=, with commas in between."));
        List<UUID> ids = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            ids.add(id(item));
        }
        return new MessageIds(ids);
    }

    private static UUID id(String text) throws BadRequest {
        return EventIds.parse(text)
                .orElseThrow(() -> new BadRequest(MALFORMED, "This is none: '" + text + "'."));
    }
}
