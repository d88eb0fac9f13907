package dev.eventstore.server.http.subscription;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.group.GroupResult;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.TreeDocument;
import java.util.UUID;
import java.util.function.Supplier;

/** Answers to who wanted something done, with the members of v5. Thread-safe. */
final class GroupReplies {
    /** v5 told an internal number here; clients expect the member and ignore the value. */
    private static final int MESSAGE_TYPE = 0;

    private static final String NO_OPERATOR =
            "This needs an operator: a member of $ops or $admins.";

    private final Supplier<UUID> ids;

    GroupReplies(Supplier<UUID> ids) {
        this.ids = ids;
    }

    /**
     * What came of it.
     *
     * @param success the status if it is done
     */
    Reply of(Call call, int success, GroupResult result) {
        return switch (result) {
            case GroupResult.Done _ -> reply(call, success, "Success", "");
            case GroupResult.AlreadyExists taken ->
                    reply(call, 409, "AlreadyExists", taken.reason());
            case GroupResult.DoesNotExist missing ->
                    reply(call, 404, "DoesNotExist", missing.reason());
            case GroupResult.AccessDenied _ -> reply(call, 401, "AccessDenied", NO_OPERATOR);
            case GroupResult.Failed(String reason) ->
                    reply(call, 500, "Fail", reason).withReason("Internal Server Error");
        };
    }

    /** There is no such group, said to who wants to see something of it. */
    static Reply missing(Call call) {
        return Reply.of(404, call.responseType(), "").explained("There is no such group.");
    }

    /** Groups are not running. */
    static Reply notReady(Call call) {
        return Reply.of(503, call.responseType(), "")
                .explained("Groups are being started or stopped, try again.");
    }

    private Reply reply(Call call, int status, String result, String reason) {
        ObjectNode document =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("correlationId", ids.get().toString())
                        .put("reason", reason)
                        .put("result", result)
                        .put("msgTypeId", MESSAGE_TYPE);
        return TreeDocument.reply(call, status, "SubscriptionResult", document);
    }
}
