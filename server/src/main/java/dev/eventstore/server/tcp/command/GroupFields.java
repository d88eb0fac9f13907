package dev.eventstore.server.tcp.command;

import com.google.protobuf.ByteString;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.group.ConsumerStrategy;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.GroupStart;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.tcp.frame.EventIds;
import dev.eventstore.server.tcp.wire.ConnectToPersistentSubscription;
import dev.eventstore.server.tcp.wire.CreatePersistentSubscription;
import dev.eventstore.server.tcp.wire.DeletePersistentSubscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what messages say of groups. What of numbers is possible, the group itself knows. */
final class GroupFields {
    private static final long FROM_NOW_ON = -1;

    private GroupFields() {}

    static GroupId id(CreatePersistentSubscription message) throws BadRequest {
        return managed(message.getEventStreamId(), message.getSubscriptionGroupName());
    }

    static GroupId id(DeletePersistentSubscription message) throws BadRequest {
        return managed(message.getEventStreamId(), message.getSubscriptionGroupName());
    }

    /** Here the group is called subscription_id. */
    static GroupId id(ConnectToPersistentSubscription message) throws BadRequest {
        return id(
                Fields.stream(message.getEventStreamId()),
                message.getSubscriptionId(),
                "subscription_id");
    }

    /** Over this protocol only groups of streams are made, as ever. */
    private static GroupId managed(String stream, String group) throws BadRequest {
        if (stream.isEmpty() || stream.equals(SystemStreams.ALL.value())) {
            throw new BadRequest("Bad stream name.");
        }
        return id(Fields.stream(stream), group, "subscription_group_name");
    }

    private static GroupId id(StreamName stream, String group, String field) throws BadRequest {
        try {
            return new GroupId(stream, group);
        } catch (IllegalArgumentException impossible) {
            throw new BadRequest(field + ": " + impossible.getMessage());
        }
    }

    static GroupSettings settings(CreatePersistentSubscription message) throws BadRequest {
        return new GroupSettings(
                start(message.getStartFrom()),
                EventFilter.Everything.EVERYTHING,
                message.getResolveLinkTos(),
                message.getRecordStatistics(),
                new GroupSettings.Delivery(
                        Duration.ofMillis(message.getMessageTimeoutMilliseconds()),
                        message.getMaxRetryCount(),
                        strategy(message),
                        message.getSubscriberMaxCount()),
                new GroupSettings.Buffers(
                        message.getBufferSize(),
                        message.getLiveBufferSize(),
                        message.getReadBatchSize()),
                new GroupSettings.Checkpointing(
                        Duration.ofMillis(message.getCheckpointAfterTime()),
                        message.getCheckpointMinCount(),
                        message.getCheckpointMaxCount()));
    }

    private static GroupStart start(long from) throws BadRequest {
        if (from < FROM_NOW_ON) {
            throw new BadRequest("start_from: " + from + " is no event number.");
        }
        return from == FROM_NOW_ON
                ? GroupStart.Edge.END
                : new GroupStart.AtRevision(Revision.of(from));
    }

    /** Clients of the first years know two strategies, and no names. */
    private static ConsumerStrategy strategy(CreatePersistentSubscription message)
            throws BadRequest {
        String name = message.getNamedConsumerStrategy();
        if (name.isEmpty()) {
            return message.getPreferRoundRobin()
                    ? ConsumerStrategy.ROUND_ROBIN
                    : ConsumerStrategy.DISPATCH_TO_SINGLE;
        }
        return ConsumerStrategy.named(name)
                .orElseThrow(
                        () -> new BadRequest("Consumer strategy " + name + " does not exist."));
    }

    static List<UUID> eventIds(List<ByteString> ids) throws BadRequest {
        List<UUID> read = new ArrayList<>(ids.size());
        for (ByteString id : ids) {
            if (id.size() != EventIds.BYTES) {
                throw new BadRequest(
                        "processed_event_ids: an id has " + EventIds.BYTES + " bytes.");
            }
            read.add(EventIds.read(id.toByteArray()));
        }
        return read;
    }
}
