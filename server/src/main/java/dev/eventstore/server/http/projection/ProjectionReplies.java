package dev.eventstore.server.http.projection;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.UriText;
import dev.eventstore.server.projection.ProjectionResult;

/** Answers about projections, as Event Store 5 gave them. */
final class ProjectionReplies {
    /** v5 told an internal number here; clients expect the member and ignore the value. */
    private static final int MESSAGE_TYPE = 0;

    private ProjectionReplies() {}

    /** What came of a command. */
    static Reply commanded(ProjectionResult result) {
        return switch (result) {
            case ProjectionResult.Done(String name) -> Reply.ok(MediaType.JSON, named(name));
            case ProjectionResult.NotFound _ -> missing();
            case ProjectionResult.AlreadyExists(String name) ->
                    Reply.of(409, MediaType.TEXT, "Duplicate projection name: " + name)
                            .withReason("Conflict");
            case ProjectionResult.AccessDenied _ -> denied();
            case ProjectionResult.Failed(String reason) ->
                    Reply.of(500, MediaType.TEXT, reason).withReason("Failed");
        };
    }

    /** What came of making a projection. */
    static Reply created(Call call, ProjectionResult result) {
        return result instanceof ProjectionResult.Done(String name)
                ? Reply.of(201, MediaType.JSON, named(name)).with("Location", address(call, name))
                : commanded(result);
    }

    static Reply denied() {
        return Reply.of(401, MediaType.TEXT, "Not authorized").withReason("Not Authorized");
    }

    static Reply missing() {
        return Reply.of(404, MediaType.TEXT, "Not Found").withReason("Not Found");
    }

    /** 200 with a document that is not to be cached. */
    static Reply document(MediaType type, String content) {
        return Reply.ok(type, content)
                .with("Cache-Control", "max-age=0, no-cache, must-revalidate")
                .with("Vary", "Accept");
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode().put("msgTypeId", MESSAGE_TYPE);
    }

    /** Where a projection is; v5 left the dollar as it is. */
    static String address(Call call, String name) {
        return call.links().to("/projection/" + UriText.escape(name).replace("%24", "$"));
    }

    private static String named(String name) {
        return object().put("name", name).toPrettyString();
    }
}
