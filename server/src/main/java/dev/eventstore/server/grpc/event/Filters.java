package dev.eventstore.server.grpc.event;

import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq.Options.FilterOptions;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.stream.EventFilter.Subject;

/** Filters of readers of everything. */
public final class Filters {
    /** The window of a client that names none. */
    private static final int WINDOW = 32;

    /** The most prefixes of a filter. */
    private static final int PREFIXES_MAX = 1_000;

    private Filters() {}

    /** Reads which events are wanted. */
    public static EventFilter of(FilterOptions options) throws StatusException {
        window(options);
        return switch (options.getFilterCase()) {
            case STREAM_IDENTIFIER -> of(Subject.STREAM_NAME, options.getStreamIdentifier());
            case EVENT_TYPE -> of(Subject.EVENT_TYPE, options.getEventType());
            case FILTER_NOT_SET -> throw Refusals.invalid("The filter says not what it tests.");
        };
    }

    /** After how many events that were looked at a checkpoint is told. */
    public static long checkpointEvery(FilterOptions options) throws StatusException {
        long multiplier = Integer.toUnsignedLong(options.getCheckpointIntervalMultiplier());
        if (multiplier == 0) {
            throw Refusals.invalid("The checkpointIntervalMultiplier must be 1 or more.");
        }
        return Math.multiplyExact(multiplier, window(options));
    }

    private static int window(FilterOptions options) throws StatusException {
        return switch (options.getWindowCase()) {
            case MAX -> {
                if (options.getMax() <= 0) {
                    throw Refusals.invalid("The window of the filter must be 1 to 2147483647.");
                }
                yield options.getMax();
            }
            case COUNT -> WINDOW;
            case WINDOW_NOT_SET -> throw Refusals.invalid("The window of the filter is missing.");
        };
    }

    private static EventFilter of(Subject subject, FilterOptions.Expression expression)
            throws StatusException {
        if (expression.getPrefixCount() > PREFIXES_MAX) {
            throw Refusals.invalid("A filter may have at most " + PREFIXES_MAX + " prefixes.");
        }
        try {
            return expression.getRegex().isEmpty()
                    ? new EventFilter.ByPrefix(subject, expression.getPrefixList())
                    : EventFilter.byRegex(subject, expression.getRegex());
        } catch (IllegalArgumentException refused) {
            throw Refusals.invalid("The filter is refused: " + refused.getMessage());
        }
    }
}
