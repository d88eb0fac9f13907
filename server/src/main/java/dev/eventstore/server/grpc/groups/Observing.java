package dev.eventstore.server.grpc.groups;

import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.event.SystemStreams;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupInfo;
import dev.eventstore.server.group.GroupOperations;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.GroupStart;
import dev.eventstore.server.grpc.call.Call;
import dev.eventstore.server.grpc.call.ClientGoneException;
import dev.eventstore.server.grpc.call.Refusals;
import dev.eventstore.server.grpc.call.StatusException;
import dev.eventstore.server.grpc.event.Ids;
import dev.eventstore.server.grpc.wire.PersistentProto.GetInfoReq;
import dev.eventstore.server.grpc.wire.PersistentProto.GetInfoResp;
import dev.eventstore.server.grpc.wire.PersistentProto.ListReq;
import dev.eventstore.server.grpc.wire.PersistentProto.ListResp;
import dev.eventstore.server.grpc.wire.PersistentProto.SubscriptionInfo;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The methods that tell how groups are. Thread-safe. */
final class Observing {
    private final GroupOperations groups;

    Observing(GroupOperations groups) {
        this.groups = groups;
    }

    void info(Call call) throws StatusException, ClientGoneException, InterruptedException {
        GroupId id = GroupFields.id(call.only(GetInfoReq.parser()).getOptions());
        requireReady();
        GroupInfo info =
                groups.info(id).orElseThrow(() -> Refusals.noGroup(id.source().value(), id.name()));
        call.send(GetInfoResp.newBuilder().setSubscriptionInfo(told(info)).build());
    }

    void list(Call call) throws StatusException, ClientGoneException, InterruptedException {
        ListReq.Options options = call.only(ListReq.parser()).getOptions();
        requireReady();
        List<GroupInfo> infos =
                switch (options.getListOptionCase()) {
                    case LIST_ALL_SUBSCRIPTIONS -> groups.list();
                    case LIST_FOR_STREAM -> ofStream(options.getListForStream());
                    case LISTOPTION_NOT_SET ->
                            throw Refusals.invalid("The field list_option is missing.");
                };
        call.send(
                ListResp.newBuilder()
                        .addAllSubscriptions(infos.stream().map(Observing::told).toList())
                        .build());
    }

    private List<GroupInfo> ofStream(ListReq.StreamOption option) throws StatusException {
        StreamName source =
                switch (option.getStreamOptionCase()) {
                    case STREAM -> Ids.stream(option.getStream());
                    case ALL -> SystemStreams.ALL;
                    case STREAMOPTION_NOT_SET ->
                            throw Refusals.invalid("The field stream_option is missing.");
                };
        return groups.list(source).orElseThrow(() -> Refusals.noGroup(source.value(), ""));
    }

    private void requireReady() throws StatusException {
        if (!groups.isReady()) {
            throw Refusals.notReady();
        }
    }

    private static SubscriptionInfo told(GroupInfo info) {
        GroupSettings settings = info.settings();
        GroupInfo.Counts counts = info.counts();
        return SubscriptionInfo.newBuilder()
                .setEventSource(info.id().source().value())
                .setGroupName(info.id().name())
                .setStatus(String.join(", ", info.status()))
                .addAllConnections(info.consumers().stream().map(Observing::told).toList())
                .setAveragePerSecond(perSecond(info.handedOut()))
                .setTotalItems(info.handedOut().total())
                .setCountSinceLastMeasurement(info.handedOut().sinceLast())
                .setLastCheckpointedEventPosition(told(info.checkpoint()))
                .setLastKnownEventPosition(told(info.lastKnown()))
                .setResolveLinkTos(settings.resolvesLinks())
                .setStartFrom(told(settings.start(), info.id().isOfAll()))
                .setMessageTimeoutMilliseconds(millis(settings.delivery().messageTimeout()))
                .setExtraStatistics(settings.measuresLatency())
                .setMaxRetryCount(settings.delivery().retriesMax())
                .setLiveBufferSize(settings.buffers().live())
                .setBufferSize(settings.buffers().history())
                .setReadBatchSize(settings.buffers().readBatch())
                .setCheckPointAfterMilliseconds(millis(settings.checkpointing().after()))
                .setMinCheckPointCount(settings.checkpointing().minCount())
                .setMaxCheckPointCount(settings.checkpointing().maxCount())
                .setReadBufferCount(counts.history())
                .setLiveBufferCount(counts.live())
                .setRetryBufferCount(counts.retry())
                .setTotalInFlightMessages(counts.inFlight())
                .setOutstandingMessagesCount(counts.outstanding())
                .setNamedConsumerStrategy(settings.delivery().strategy().text())
                .setMaxSubscriberCount(settings.delivery().consumersMax())
                .setParkedMessageCount(counts.parked())
                .build();
    }

    private static SubscriptionInfo.ConnectionInfo told(GroupInfo.ConsumerInfo consumer) {
        SubscriptionInfo.ConnectionInfo.Builder told =
                SubscriptionInfo.ConnectionInfo.newBuilder()
                        .setFrom(consumer.from())
                        .setUsername(consumer.user())
                        .setConnectionName(consumer.connectionName())
                        .setAverageItemsPerSecond(perSecond(consumer.handedOut()))
                        .setTotalItems(consumer.handedOut().total())
                        .setCountSinceLastMeasurement(consumer.handedOut().sinceLast())
                        .setAvailableSlots(consumer.availableSlots())
                        .setInFlightMessages(consumer.inFlight());
        for (GroupInfo.Measurement latency : consumer.latencies()) {
            told.addObservedMeasurements(
                    SubscriptionInfo.Measurement.newBuilder()
                            .setKey(latency.key())
                            .setValue(latency.millis()));
        }
        return told.build();
    }

    private static int perSecond(GroupInfo.Rate rate) {
        return (int) Math.round(rate.perSecond());
    }

    private static int millis(Duration duration) {
        return (int) Math.min(duration.toMillis(), Integer.MAX_VALUE);
    }

    private static String told(GroupStart start, boolean isOfAll) {
        return switch (start) {
            case GroupStart.Edge.BEGINNING -> isOfAll ? position(0) : "0";
            case GroupStart.Edge.END -> isOfAll ? position(-1) : "-1";
            case GroupStart.AtRevision(Revision revision) -> revision.toString();
            case GroupStart.AtPosition(Position position) -> position(position.value());
        };
    }

    /** A place that there is none of is an empty text. */
    private static String told(@Nullable Reached place) {
        return switch (place) {
            case null -> "";
            case Reached.InStream(long revision) -> Long.toString(revision);
            case Reached.InAll(Position position) -> position(position.value());
        };
    }

    private static String position(long value) {
        return "C:" + value + "/P:" + value;
    }
}
