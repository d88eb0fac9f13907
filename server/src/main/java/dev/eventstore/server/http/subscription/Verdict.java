package dev.eventstore.server.http.subscription;

import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;
import java.util.UUID;

/** What comes of a request to change something, with the members of v5's answers. */
enum Verdict {
    /** The caller is no operator. */
    ACCESS_DENIED(401, "AccessDenied", "This needs an operator: a member of $ops or $admins."),
    /** There is no such group, as there are none. */
    DOES_NOT_EXIST(
            404,
            "DoesNotExist",
            "There is no such group: persistent subscriptions are not part of this version."),
    /** The node cannot do this. */
    NOT_IMPLEMENTED(501, "Fail", "Persistent subscriptions are not part of this version.");

    /** v5 told an internal number here; clients expect the member and ignore the value. */
    private static final int MESSAGE_TYPE = 0;

    private final int status;
    private final String result;
    private final String reason;

    Verdict(int status, String result, String reason) {
        this.status = status;
        this.result = result;
        this.reason = reason;
    }

    /** Says it, in JSON or XML. */
    Reply reply(Call call, UUID correlation) {
        MediaType type = call.responseType();
        String form = type.equals(MediaType.TEXT_XML) ? XML : JSON;
        return Reply.of(
                status, type, form.formatted(correlation, reason, result, MESSAGE_TYPE).strip());
    }

    private static final String JSON =
            """
            {
              "correlationId": "%s",
              "reason": "%s",
              "result": "%s",
              "msgTypeId": %d
            }
            """;

    private static final String XML =
            "<?xml version=\"1.0\" encoding=\"utf-8\"?><SubscriptionResult>"
                    + "<CorrelationId>%s</CorrelationId><Reason>%s</Reason>"
                    + "<Result>%s</Result><MsgTypeId>%d</MsgTypeId></SubscriptionResult>";
}
