package dev.eventstore.server.http.subscription;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.routing.UriText;

/**
 * Where a group is found, as the client sees it.
 *
 * @param links addresses of the node
 */
record GroupAddress(Links links, GroupId group) {
    /** The template of what belongs to a stream. */
    static final String OF_STREAM = "/subscriptions/{stream}";

    /** The template of a group. */
    static final String OF_GROUP = OF_STREAM + "/{group}";

    /**
     * The group that a call is about.
     *
     * @throws BadRequest if there cannot be a group of that name
     */
    static GroupId group(Call call) throws BadRequest {
        try {
            return new GroupId(stream(call), call.pathParameter("group"));
        } catch (IllegalArgumentException impossible) {
            throw new BadRequest(String.valueOf(impossible.getMessage()));
        }
    }

    /**
     * The stream that a call is about.
     *
     * @throws BadRequest if there cannot be a stream of that name
     */
    static StreamName stream(Call call) throws BadRequest {
        try {
            return StreamName.of(call.pathParameter("stream"));
        } catch (IllegalArgumentException impossible) {
            throw new BadRequest(String.valueOf(impossible.getMessage()));
        }
    }

    /** The group itself. */
    String self() {
        return links.to("/subscriptions/" + escaped(group.source().value(), "/"));
    }

    /** The stream of its parked events; v5 left the colons as they are. */
    String parked() {
        return links.to(
                "/streams/%24persistentsubscription-"
                        + escaped(group.source().value(), "::")
                        + "-parked");
    }

    private String escaped(String source, String between) {
        return UriText.escape(source) + between + UriText.escape(group.name());
    }
}
