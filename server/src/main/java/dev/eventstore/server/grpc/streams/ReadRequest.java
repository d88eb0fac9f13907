package dev.eventstore.server.grpc.streams;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.EventEncoder;
import dev.eventstore.server.grpc.event.Filters;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq.Options;
import dev.eventstore.server.stream.Direction;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.subscription.Start;
import dev.eventstore.server.subscription.ToAll;
import dev.eventstore.server.subscription.ToStream;

/**
 * What a reader wants, one of four things.
 *
 * <p>A read includes the place that it begins at, a subscription begins behind it.
 */
sealed interface ReadRequest {
    /** How events are written. */
    EventEncoder encoder();

    /**
     * Some events of a stream.
     *
     * @param count how many events at most, 1 or more
     * @param tellsEnds whether the client wants to know the first and last revision
     */
    record OfStream(
            EventEncoder encoder,
            StreamName stream,
            Revision from,
            Direction direction,
            long count,
            boolean resolveLinks,
            boolean tellsEnds)
            implements ReadRequest {}

    /**
     * Some of all events.
     *
     * @param count how many events at most, 1 or more
     */
    record OfAll(
            EventEncoder encoder,
            Position from,
            Direction direction,
            long count,
            boolean resolveLinks,
            EventFilter filter)
            implements ReadRequest {}

    /** A stream, for ever. */
    record FollowStream(EventEncoder encoder, ToStream subscription) implements ReadRequest {}

    /** Everything, for ever. */
    record FollowAll(EventEncoder encoder, ToAll subscription) implements ReadRequest {}

    /**
     * Reads the wishes of a client.
     *
     * @throws StatusException if they make no sense
     */
    static ReadRequest of(ReadReq request) throws StatusException {
        Options options = request.getOptions();
        Direction direction = direction(options);
        boolean isSubscription = isSubscription(options);
        if (isSubscription && direction == Direction.BACKWARD) {
            throw Refusals.invalid(
                    "The combination of read_direction Backwards and a subscription is invalid.");
        }
        return switch (options.getStreamOptionCase()) {
            case STREAM -> ofStream(options, direction, isSubscription);
            case ALL -> ofAll(options, direction, isSubscription);
            case STREAMOPTION_NOT_SET -> throw missing("stream_option");
        };
    }

    private static ReadRequest ofStream(
            Options options, Direction direction, boolean isSubscription) throws StatusException {
        if (options.getFilterOptionCase() == Options.FilterOptionCase.FILTER) {
            throw Refusals.invalid("The combination of a stream and a filter is invalid.");
        }
        EventEncoder encoder = EventEncoder.of(options.getUuidOption());
        StreamName stream = Ids.stream(options.getStream().getStreamIdentifier());
        if (isSubscription) {
            Start start = start(options.getStream());
            return new FollowStream(
                    encoder, new ToStream(stream, start, options.getResolveLinks()));
        }
        return new OfStream(
                encoder,
                stream,
                from(options.getStream()),
                direction,
                count(options),
                options.getResolveLinks(),
                options.getControlOption().getCompatibility() != 0);
    }

    private static ReadRequest ofAll(Options options, Direction direction, boolean isSubscription)
            throws StatusException {
        EventEncoder encoder = EventEncoder.of(options.getUuidOption());
        boolean isFiltered =
                switch (options.getFilterOptionCase()) {
                    case FILTER -> true;
                    case NO_FILTER, FILTEROPTION_NOT_SET -> false;
                };
        EventFilter filter =
                isFiltered ? Filters.of(options.getFilter()) : EventFilter.Everything.EVERYTHING;
        if (isSubscription) {
            long interval = isFiltered ? Filters.checkpointEvery(options.getFilter()) : 0;
            Start start = start(options.getAll());
            return new FollowAll(
                    encoder, new ToAll(start, options.getResolveLinks(), filter, interval));
        }
        return new OfAll(
                encoder,
                from(options.getAll()),
                direction,
                count(options),
                options.getResolveLinks(),
                filter);
    }

    private static boolean isSubscription(Options options) throws StatusException {
        return switch (options.getCountOptionCase()) {
            case COUNT -> false;
            case SUBSCRIPTION -> true;
            case COUNTOPTION_NOT_SET -> throw missing("count_option");
        };
    }

    private static Direction direction(Options options) throws StatusException {
        return switch (options.getReadDirection()) {
            case Forwards -> Direction.FORWARD;
            case Backwards -> Direction.BACKWARD;
            case UNRECOGNIZED -> throw Refusals.invalid("The read_direction is unknown.");
        };
    }

    private static long count(Options options) throws StatusException {
        long count = options.getCount();
        if (count == 0) {
            throw Refusals.invalid("The count must be 1 or more.");
        }
        return count < 0 ? Long.MAX_VALUE : count;
    }

    private static Revision from(Options.StreamOptions stream) throws StatusException {
        return switch (stream.getRevisionOptionCase()) {
            case REVISION -> revision(stream.getRevision());
            case START -> Revision.FIRST;
            case END -> Revision.MAX;
            case REVISIONOPTION_NOT_SET -> throw missing("revision_option");
        };
    }

    private static Start start(Options.StreamOptions stream) throws StatusException {
        return switch (stream.getRevisionOptionCase()) {
            case REVISION -> new Start.BehindRevision(revision(stream.getRevision()));
            case START -> Start.Edge.BEGINNING;
            case END -> Start.Edge.END;
            case REVISIONOPTION_NOT_SET -> throw missing("revision_option");
        };
    }

    private static Position from(Options.AllOptions all) throws StatusException {
        return switch (all.getAllOptionCase()) {
            case POSITION -> position(all.getPosition());
            case START -> Position.START;
            case END -> Position.END;
            case ALLOPTION_NOT_SET -> throw missing("all_option");
        };
    }

    private static Start start(Options.AllOptions all) throws StatusException {
        return switch (all.getAllOptionCase()) {
            case POSITION -> new Start.BehindPosition(position(all.getPosition()));
            case START -> Start.Edge.BEGINNING;
            case END -> Start.Edge.END;
            case ALLOPTION_NOT_SET -> throw missing("all_option");
        };
    }

    /** Greater than any that there can be: unsigned numbers of which the half is negative here. */
    private static Revision revision(long revision) {
        return revision < 0 ? Revision.MAX : Revision.of(revision);
    }

    private static Position position(Options.Position position) throws StatusException {
        long commit = position.getCommitPosition();
        if (Long.compareUnsigned(position.getPreparePosition(), commit) > 0) {
            throw Refusals.invalid(
                    "Trying to read from an invalid position: prepare_position is behind"
                            + " commit_position.");
        }
        return commit < 0 ? Position.END : Position.of(commit);
    }

    private static StatusException missing(String field) {
        return Refusals.invalid("The field " + field + " is missing.");
    }
}
