package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Reply;

/** The refusal of calls that are for operators alone. */
final class Operators {
    private static final String EXPLANATION =
            "This needs the rights of an operator: log in as a member of $ops or $admins.";

    private Operators() {}

    static Reply refusal() {
        return Reply.statusOnly(401, "Unauthorized").explained(EXPLANATION);
    }

    /** The same, labelled as the original does where its core refused. */
    static Reply labelledRefusal() {
        return Reply.emptyText(401, "Unauthorized").explained(EXPLANATION);
    }

    /** The same with a body for every client, where the original's core gave one. */
    static Reply toldRefusal() {
        return Reply.of(401, MediaType.TEXT, EXPLANATION);
    }
}
