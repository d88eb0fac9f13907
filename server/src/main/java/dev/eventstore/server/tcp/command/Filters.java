package dev.eventstore.server.tcp.command;

import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.tcp.wire.Filter;
import dev.eventstore.server.tcp.wire.Filter.FilterContext;
import dev.eventstore.server.tcp.wire.Filter.FilterType;
import java.util.List;

/** Reads filters. */
final class Filters {
    /** How many prefixes one filter may have. */
    private static final int PREFIXES_MAX = 1_000;

    private Filters() {}

    static EventFilter filter(Filter message) throws BadRequest {
        List<String> data = message.getDataList();
        if (data.isEmpty()) {
            return EventFilter.Everything.EVERYTHING;
        }
        if (data.size() > PREFIXES_MAX) {
            throw new BadRequest("filter.data: at most " + PREFIXES_MAX + " texts are possible.");
        }
        EventFilter.Subject subject =
                message.getContext() == FilterContext.StreamId
                        ? EventFilter.Subject.STREAM_NAME
                        : EventFilter.Subject.EVENT_TYPE;
        if (message.getType() == FilterType.Prefix) {
            return new EventFilter.ByPrefix(subject, data);
        }
        if (data.size() > 1) {
            throw new BadRequest("filter.data: only one regular expression is possible.");
        }
        try {
            return EventFilter.byRegex(subject, data.getFirst());
        } catch (IllegalArgumentException impossible) {
            throw new BadRequest("filter.data: " + impossible.getMessage());
        }
    }
}
