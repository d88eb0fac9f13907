package dev.eventstore.server.http.subscription;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.group.ConsumerStrategy;
import dev.eventstore.server.group.GroupInfo;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.GroupStart;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.subscription.Reached;
import org.jspecify.annotations.Nullable;

/**
 * Writes how a group is, with the members of v5 in their order. A group of everything has three
 * more, in which servers since version 20 tell positions: numbers of events mean nothing there.
 */
final class GroupDocument {
    /** Stands for the number of an event that is not there. */
    private static final long NOTHING = -1;

    /** Stands in a member for numbers where there is only a position, as in version 20. */
    private static final long NO_NUMBER = 0;

    private static final String POSITION = "C:%1$d/P:%1$d";

    private final GroupInfo info;
    private final GroupAddress address;

    GroupDocument(GroupInfo info, Links links) {
        this.info = info;
        this.address = new GroupAddress(links, info.id());
    }

    /** As an item of a list. */
    ObjectNode summary() {
        ObjectNode summary = object();
        links(summary, "info", "detail");
        names(summary);
        addresses(summary);
        summary.put("status", status());
        rate(summary, info.handedOut());
        places(summary);
        return summary.put("connectionCount", info.consumers().size())
                .put("totalInFlightMessages", info.counts().inFlight());
    }

    /** In all detail. */
    ObjectNode info() {
        ObjectNode document = object();
        links(document, "info", "detail", "replayParked", "replayParked");
        document.set("config", config());
        names(document);
        document.put("status", status());
        document.put("averageItemsPerSecond", info.handedOut().perSecond());
        addresses(document);
        document.put("totalItemsProcessed", info.handedOut().total());
        document.put("countSinceLastMeasurement", info.handedOut().sinceLast());
        places(document);
        GroupInfo.Counts counts = info.counts();
        document.put("readBufferCount", counts.history())
                .put("liveBufferCount", counts.live())
                .put("retryBufferCount", counts.retry())
                .put("totalInFlightMessages", counts.inFlight())
                .put("outstandingMessagesCount", counts.outstanding());
        ArrayNode connections = document.putArray("connections");
        info.consumers().forEach(consumer -> connection(connections.addObject(), consumer));
        return document;
    }

    private ObjectNode config() {
        GroupSettings settings = info.settings();
        GroupSettings.Delivery delivery = settings.delivery();
        GroupSettings.Buffers buffers = settings.buffers();
        GroupSettings.Checkpointing checkpointing = settings.checkpointing();
        ObjectNode config = object().put("resolveLinktos", settings.resolvesLinks());
        start(config, settings.start());
        ConsumerStrategy strategy = delivery.strategy();
        return config.put("messageTimeoutMilliseconds", delivery.messageTimeout().toMillis())
                .put("extraStatistics", settings.measuresLatency())
                .put("maxRetryCount", delivery.retriesMax())
                .put("liveBufferSize", buffers.live())
                .put("bufferSize", buffers.history())
                .put("readBatchSize", buffers.readBatch())
                .put("preferRoundRobin", strategy == ConsumerStrategy.ROUND_ROBIN)
                .put("checkPointAfterMilliseconds", checkpointing.after().toMillis())
                .put("minCheckPointCount", checkpointing.minCount())
                .put("maxCheckPointCount", checkpointing.maxCount())
                .put("maxSubscriberCount", delivery.consumersMax())
                .put("namedConsumerStrategy", strategy.text());
    }

    private void start(ObjectNode config, GroupStart start) {
        long position =
                switch (start) {
                    case GroupStart.Edge.BEGINNING -> 0;
                    case GroupStart.Edge.END -> -1;
                    case GroupStart.AtRevision(var revision) -> revision.value();
                    case GroupStart.AtPosition(Position at) -> at.value();
                };
        if (info.id().isOfAll()) {
            config.put("startFrom", NO_NUMBER).put("startPosition", POSITION.formatted(position));
        } else {
            config.put("startFrom", position);
        }
    }

    private void names(ObjectNode document) {
        document.put("eventStreamId", info.id().source().value())
                .put("groupName", info.id().name());
    }

    private void addresses(ObjectNode document) {
        document.put("parkedMessageUri", address.parked())
                .put("getMessagesUri", address.self() + "/1");
    }

    private String status() {
        return String.join(", ", info.status());
    }

    private void places(ObjectNode document) {
        place(
                document,
                "lastProcessedEventNumber",
                "lastCheckpointedEventPosition",
                info.checkpoint());
        place(document, "lastKnownEventNumber", "lastKnownEventPosition", info.lastKnown());
    }

    private static void place(
            ObjectNode document, String number, String position, @Nullable Reached reached) {
        switch (reached) {
            case null -> document.put(number, NOTHING);
            case Reached.InStream(long revision) -> document.put(number, revision);
            case Reached.InAll(Position at) ->
                    document.put(number, NO_NUMBER).put(position, POSITION.formatted(at.value()));
        }
    }

    private static void connection(ObjectNode connection, GroupInfo.ConsumerInfo consumer) {
        connection.put("from", consumer.from()).put("username", consumer.user());
        rate(connection, consumer.handedOut());
        connection.put("countSinceLastMeasurement", consumer.handedOut().sinceLast());
        ArrayNode latencies = connection.putArray("extraStatistics");
        for (GroupInfo.Measurement latency : consumer.latencies()) {
            latencies.addObject().put("key", latency.key()).put("value", latency.millis());
        }
        connection
                .put("availableSlots", consumer.availableSlots())
                .put("inFlightMessages", consumer.inFlight())
                .put("connectionName", consumer.connectionName());
    }

    private static void rate(ObjectNode document, GroupInfo.Rate rate) {
        document.put("averageItemsPerSecond", rate.perSecond())
                .put("totalItemsProcessed", rate.total());
    }

    /** Links to what is below the group: paths and relations in turn. */
    private void links(ObjectNode document, String... pathsAndRelations) {
        ArrayNode links = document.putArray("links");
        for (int i = 0; i < pathsAndRelations.length; i += 2) {
            links.addObject()
                    .put("href", address.self() + "/" + pathsAndRelations[i])
                    .put("rel", pathsAndRelations[i + 1]);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
