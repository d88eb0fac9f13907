package dev.eventstore.server.http.projection;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.projection.Place;
import dev.eventstore.server.projection.ProjectionInfo;
import java.util.List;

/** Projections as statistics show them, with the members and their order of Event Store 5. */
final class StatisticsDocument {
    private StatisticsDocument() {}

    static String of(Call call, ProjectionInfo info) {
        return object(call, info).toPrettyString();
    }

    static String of(Call call, List<ProjectionInfo> infos) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        ArrayNode projections = document.putArray("projections");
        infos.forEach(info -> projections.add(object(call, info)));
        return document.toPrettyString();
    }

    private static ObjectNode object(Call call, ProjectionInfo info) {
        String self = ProjectionReplies.address(call, info.name());
        Place checkpoint = info.checkpoint();
        return JsonNodeFactory.instance
                .objectNode()
                .put("coreProcessingTime", 0)
                .put("version", info.version())
                .put("epoch", info.epoch())
                .put("effectiveName", info.name())
                .put("writesInProgress", 0)
                .put("readsInProgress", 0)
                .put("partitionsCached", 1)
                .put("status", info.status())
                .put("stateReason", info.reason())
                .put("name", info.name())
                .put("mode", info.definition().mode().text())
                .put("position", info.toldPosition())
                .put("progress", info.progress())
                .put("lastCheckpoint", (checkpoint == null ? Place.START : checkpoint).text())
                .put("eventsProcessedAfterRestart", info.toldHandled())
                .put("statusUrl", self)
                .put("stateUrl", self + "/state")
                .put("resultUrl", self + "/result")
                .put("queryUrl", self + "/query%3Fconfig=yes")
                .put("enableCommandUrl", self + "/command/enable")
                .put("disableCommandUrl", self + "/command/disable")
                .put("checkpointStatus", "")
                .put("bufferedEvents", 0)
                .put("writePendingEventsBeforeCheckpoint", 0)
                .put("writePendingEventsAfterCheckpoint", 0);
    }
}
