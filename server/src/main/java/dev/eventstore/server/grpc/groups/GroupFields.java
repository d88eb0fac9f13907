package dev.eventstore.server.grpc.groups;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.group.ConsumerStrategy;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.GroupStart;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.Filters;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.PersistentProto.CreateReq;
import dev.eventstore.server.grpc.wire.PersistentProto.CreateReq.Settings;
import dev.eventstore.server.grpc.wire.PersistentProto.DeleteReq;
import dev.eventstore.server.grpc.wire.PersistentProto.GetInfoReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ReadReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ReplayParkedReq;
import dev.eventstore.server.grpc.wire.SharedProto.StreamIdentifier;
import dev.eventstore.server.grpc.wire.StreamsProto.ReadReq.Options.StreamOptions;
import dev.eventstore.server.stream.EventFilter;
import java.time.Duration;

/** Reads what messages say of groups. What of numbers is possible, the group itself knows. */
final class GroupFields {
    /** The greatest unsigned number, which stands for the end in old and new forms. */
    private static final long END = -1;

    private static final long NANOS_PER_TICK = 100;

    private GroupFields() {}

    static GroupId id(CreateReq.Options options) throws StatusException {
        String group = options.getGroupName();
        return switch (options.getStreamOptionCase()) {
            case STREAM -> named(options.getStream().getStreamIdentifier(), group);
            case ALL -> id(SystemStreams.ALL, group);
            case STREAMOPTION_NOT_SET -> {
                if (!options.hasStreamIdentifier()) {
                    throw missing("stream_option");
                }
                yield named(options.getStreamIdentifier(), group);
            }
        };
    }

    static GroupId id(DeleteReq.Options options) throws StatusException {
        return switch (options.getStreamOptionCase()) {
            case STREAM_IDENTIFIER -> id(options.getStreamIdentifier(), options.getGroupName());
            case ALL -> id(SystemStreams.ALL, options.getGroupName());
            case STREAMOPTION_NOT_SET -> throw missing("stream_option");
        };
    }

    static GroupId id(GetInfoReq.Options options) throws StatusException {
        return switch (options.getStreamOptionCase()) {
            case STREAM_IDENTIFIER -> id(options.getStreamIdentifier(), options.getGroupName());
            case ALL -> id(SystemStreams.ALL, options.getGroupName());
            case STREAMOPTION_NOT_SET -> throw missing("stream_option");
        };
    }

    static GroupId id(ReplayParkedReq.Options options) throws StatusException {
        return switch (options.getStreamOptionCase()) {
            case STREAM_IDENTIFIER -> id(options.getStreamIdentifier(), options.getGroupName());
            case ALL -> id(SystemStreams.ALL, options.getGroupName());
            case STREAMOPTION_NOT_SET -> throw missing("stream_option");
        };
    }

    static GroupId id(ReadReq.Options options) throws StatusException {
        return switch (options.getStreamOptionCase()) {
            case STREAM_IDENTIFIER -> id(options.getStreamIdentifier(), options.getGroupName());
            case ALL -> id(SystemStreams.ALL, options.getGroupName());
            case STREAMOPTION_NOT_SET -> throw missing("stream_option");
        };
    }

    /** A group of a stream in particular: everything has a field of its own. */
    private static GroupId named(StreamIdentifier stream, String group) throws StatusException {
        String name = stream.getStreamName().toStringUtf8();
        if (name.isEmpty() || name.equals(SystemStreams.ALL.value())) {
            throw Refusals.groupFailed(name, group, "Bad stream name.");
        }
        return id(stream, group);
    }

    private static GroupId id(StreamIdentifier stream, String group) throws StatusException {
        return id(Ids.stream(stream), group);
    }

    private static GroupId id(StreamName stream, String group) throws StatusException {
        try {
            return new GroupId(stream, group);
        } catch (IllegalArgumentException impossible) {
            throw Refusals.invalid("The group_name is refused: " + impossible.getMessage());
        }
    }

    /** Which events of everything a new group wants. */
    static EventFilter filter(CreateReq.Options options) throws StatusException {
        return options.getAll().hasFilter()
                ? Filters.of(options.getAll().getFilter())
                : EventFilter.Everything.EVERYTHING;
    }

    static GroupSettings settings(CreateReq.Options options, GroupId id, EventFilter filter)
            throws StatusException {
        Settings settings = options.getSettings();
        return new GroupSettings(
                start(options, id),
                filter,
                settings.getResolveLinks(),
                settings.getExtraStatistics(),
                new GroupSettings.Delivery(
                        messageTimeout(settings),
                        settings.getMaxRetryCount(),
                        strategy(settings, id),
                        settings.getMaxSubscriberCount()),
                new GroupSettings.Buffers(
                        settings.getHistoryBufferSize(),
                        settings.getLiveBufferSize(),
                        settings.getReadBatchSize()),
                new GroupSettings.Checkpointing(
                        checkpointAfter(settings),
                        settings.getMinCheckpointCount(),
                        settings.getMaxCheckpointCount()));
    }

    private static GroupStart start(CreateReq.Options options, GroupId id) throws StatusException {
        return switch (options.getStreamOptionCase()) {
            case STREAM -> start(options.getStream(), id);
            case ALL -> start(options.getAll(), id);
            case STREAMOPTION_NOT_SET -> at(options.getSettings().getRevision(), id);
        };
    }

    private static GroupStart start(StreamOptions options, GroupId id) throws StatusException {
        return switch (options.getRevisionOptionCase()) {
            case REVISION -> at(options.getRevision(), id);
            case START -> GroupStart.Edge.BEGINNING;
            case END -> GroupStart.Edge.END;
            case REVISIONOPTION_NOT_SET -> throw missing("revision_option");
        };
    }

    private static GroupStart at(long revision, GroupId id) throws StatusException {
        if (revision == END) {
            return GroupStart.Edge.END;
        }
        if (revision < 0) {
            throw wrongStart(id, "no event number is as large as this one.");
        }
        return new GroupStart.AtRevision(Revision.of(revision));
    }

    private static GroupStart start(CreateReq.AllOptions options, GroupId id)
            throws StatusException {
        return switch (options.getAllOptionCase()) {
            case POSITION ->
                    at(
                            options.getPosition().getCommitPosition(),
                            options.getPosition().getPreparePosition(),
                            id);
            case START -> GroupStart.Edge.BEGINNING;
            case END -> GroupStart.Edge.END;
            case ALLOPTION_NOT_SET -> throw missing("all_option");
        };
    }

    private static GroupStart at(long commit, long prepare, GroupId id) throws StatusException {
        if (commit == END && prepare == END) {
            return GroupStart.Edge.END;
        }
        if (commit < 0 || prepare < 0) {
            throw wrongStart(id, "no position is as large as this one.");
        }
        if (prepare > commit) {
            throw wrongStart(id, "the prepare position is behind the commit position.");
        }
        return new GroupStart.AtPosition(Position.of(commit));
    }

    private static Duration messageTimeout(Settings settings) {
        return switch (settings.getMessageTimeoutCase()) {
            case MESSAGE_TIMEOUT_MS -> Duration.ofMillis(settings.getMessageTimeoutMs());
            case MESSAGE_TIMEOUT_TICKS -> ticks(settings.getMessageTimeoutTicks());
            case MESSAGETIMEOUT_NOT_SET -> Duration.ZERO;
        };
    }

    private static Duration checkpointAfter(Settings settings) {
        return switch (settings.getCheckpointAfterCase()) {
            case CHECKPOINT_AFTER_MS -> Duration.ofMillis(settings.getCheckpointAfterMs());
            case CHECKPOINT_AFTER_TICKS -> ticks(settings.getCheckpointAfterTicks());
            case CHECKPOINTAFTER_NOT_SET -> Duration.ZERO;
        };
    }

    private static Duration ticks(long ticks) {
        return Duration.ofNanos(NANOS_PER_TICK).multipliedBy(ticks);
    }

    /** Newer clients name it; older ones have a number for it. */
    private static ConsumerStrategy strategy(Settings settings, GroupId id) throws StatusException {
        String name = settings.getConsumerStrategy();
        if (!name.isEmpty()) {
            return ConsumerStrategy.named(name).orElseThrow(() -> noStrategy(id, name));
        }
        return switch (settings.getNamedConsumerStrategy()) {
            case DispatchToSingle -> ConsumerStrategy.DISPATCH_TO_SINGLE;
            case RoundRobin -> ConsumerStrategy.ROUND_ROBIN;
            case Pinned -> ConsumerStrategy.PINNED;
            case UNRECOGNIZED ->
                    throw noStrategy(
                            id, Integer.toString(settings.getNamedConsumerStrategyValue()));
        };
    }

    /** How many parked events are meant, oldest first. */
    static long limit(ReplayParkedReq.Options options) throws StatusException {
        return switch (options.getStopAtOptionCase()) {
            case STOP_AT -> options.getStopAt();
            case NO_LIMIT -> Groups.NO_LIMIT;
            case STOPATOPTION_NOT_SET -> throw missing("stop_at_option");
        };
    }

    private static StatusException wrongStart(GroupId id, String why) {
        return failed(id, "Invalid Start From position: " + why);
    }

    private static StatusException noStrategy(GroupId id, String name) {
        return failed(id, "Consumer strategy " + name + " does not exist.");
    }

    private static StatusException failed(GroupId id, String why) {
        return Refusals.groupFailed(id.source().value(), id.name(), why);
    }

    private static StatusException missing(String field) {
        return Refusals.invalid("The field " + field + " is missing.");
    }
}
