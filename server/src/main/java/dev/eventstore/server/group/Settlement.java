package dev.eventstore.server.group;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What goes on between a group and a consumer, for who watches.
 *
 * @param request what matters of it besides the group
 */
record Settlement(String operation, String request, String result, int events) {
    static Settlement ack(int events) {
        return new Settlement("ack", ", " + text(events), "done", events);
    }

    static Settlement nack(int events, NackAction action, String reason) {
        String request = ", " + text(events) + ", " + action.name().toLowerCase(Locale.ROOT);
        return new Settlement("nack", request, reason.isBlank() ? "done" : reason, events);
    }

    /** Events went to a consumer that is connected. */
    static Settlement delivery(int events) {
        return new Settlement("deliver", "", text(events), events);
    }

    void tell(GroupObserver observer, @Nullable String login, GroupId id) {
        observer.saw(
                new GroupObserver.Deed(
                        login,
                        operation,
                        id.source(),
                        "group " + id.name() + request,
                        result,
                        false,
                        events,
                        0));
    }

    private static String text(int events) {
        return events == 1 ? "1 event" : events + " events";
    }
}
