package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.group.ConsumerStrategy;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.GroupSettings.Buffers;
import dev.eventstore.server.group.GroupSettings.Checkpointing;
import dev.eventstore.server.group.GroupSettings.Delivery;
import dev.eventstore.server.group.GroupStart;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.stream.EventFilter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a group as the pages write and read them. Every one must be there and make sense:
 * a page shows them all.
 */
final class GroupSettingsDocument {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BEGINNING = "beginning";
    private static final String END = "end";
    private static final int NUMBER_MAX = Integer.MAX_VALUE;

    private final GroupId id;
    private final JsonNode document;

    /**
     * @throws BadRequest if it is not a JSON object
     */
    GroupSettingsDocument(GroupId id, byte[] body) throws BadRequest {
        this.id = id;
        this.document = read(body);
        if (!document.isObject()) {
            throw refused("The settings must be a JSON object");
        }
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    static void write(JsonGenerator json, GroupSettings settings) throws IOException {
        switch (settings.start()) {
            case GroupStart.Edge.BEGINNING -> json.writeStringField("start", BEGINNING);
            case GroupStart.Edge.END -> json.writeStringField("start", END);
            case GroupStart.AtRevision(Revision at) -> json.writeNumberField("start", at.value());
            case GroupStart.AtPosition(Position at) -> json.writeNumberField("start", at.value());
        }
        writeFilter(json, settings.filter());
        json.writeBooleanField("resolveLinks", settings.resolvesLinks());
        json.writeBooleanField("extraStatistics", settings.measuresLatency());
        Delivery delivery = settings.delivery();
        json.writeNumberField("messageTimeoutMillis", delivery.messageTimeout().toMillis());
        json.writeNumberField("retriesMax", delivery.retriesMax());
        json.writeStringField("strategy", delivery.strategy().text());
        json.writeNumberField("consumersMax", delivery.consumersMax());
        json.writeNumberField("historyBuffer", settings.buffers().history());
        json.writeNumberField("liveBuffer", settings.buffers().live());
        json.writeNumberField("readBatch", settings.buffers().readBatch());
        Checkpointing checkpointing = settings.checkpointing();
        json.writeNumberField("checkpointAfterMillis", checkpointing.after().toMillis());
        json.writeNumberField("checkpointMinCount", checkpointing.minCount());
        json.writeNumberField("checkpointMaxCount", checkpointing.maxCount());
    }

    private static void writeFilter(JsonGenerator json, EventFilter filter) throws IOException {
        switch (filter) {
            case EventFilter.Everything.EVERYTHING -> json.writeNullField("filter");
            case EventFilter.Applications applications -> writeFilter(json, applications.asRegex());
            case EventFilter.ByPrefix(EventFilter.Subject subject, List<String> prefixes) -> {
                json.writeObjectFieldStart("filter");
                json.writeStringField("subject", subject.name());
                json.writeArrayFieldStart("prefixes");
                for (String prefix : prefixes) {
                    json.writeString(prefix);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            case EventFilter.ByRegex regex -> {
                json.writeObjectFieldStart("filter");
                json.writeStringField("subject", regex.subject().name());
                json.writeStringField("regex", regex.pattern().pattern());
                json.writeEndObject();
            }
        }
    }

    /**
     * The settings.
     *
     * @throws BadRequest that names what is missing or makes no sense
     */
    GroupSettings settings() throws BadRequest {
        GroupSettings settings =
                new GroupSettings(
                        start(),
                        filter(),
                        bool("resolveLinks"),
                        bool("extraStatistics"),
                        new Delivery(
                                millis("messageTimeoutMillis"),
                                number("retriesMax"),
                                strategy(),
                                number("consumersMax")),
                        new Buffers(
                                number("historyBuffer"), number("liveBuffer"), number("readBatch")),
                        new Checkpointing(
                                millis("checkpointAfterMillis"),
                                number("checkpointMinCount"),
                                number("checkpointMaxCount")));
        String problem = settings.problem(id).orElse("");
        if (!problem.isEmpty()) {
            throw refused(problem);
        }
        return settings;
    }

    /** HTTP/2 has no phrase in which the sentence could be. */
    private static BadRequest refused(String sentence) {
        return new BadRequest("Bad Request", sentence);
    }

    private GroupStart start() throws BadRequest {
        JsonNode start = document.path("start");
        if (start.isTextual() && start.textValue().equals(BEGINNING)) {
            return GroupStart.Edge.BEGINNING;
        }
        if (start.isTextual() && start.textValue().equals(END)) {
            return GroupStart.Edge.END;
        }
        if (!start.isIntegralNumber() || !start.canConvertToLong() || start.longValue() < 0) {
            throw refused("start must be beginning, end, or a number of 0 or more");
        }
        return id.isOfAll()
                ? new GroupStart.AtPosition(Position.of(start.longValue()))
                : new GroupStart.AtRevision(Revision.of(start.longValue()));
    }

    private EventFilter filter() throws BadRequest {
        JsonNode filter = document.path("filter");
        if (filter.isNull() || filter.isMissingNode()) {
            return EventFilter.Everything.EVERYTHING;
        }
        try {
            EventFilter.Subject subject =
                    EventFilter.Subject.valueOf(filter.path("subject").asText());
            if (filter.path("regex").isTextual()) {
                return EventFilter.byRegex(subject, filter.path("regex").textValue());
            }
            List<String> prefixes = new ArrayList<>();
            filter.path("prefixes").forEach(prefix -> prefixes.add(prefix.asText()));
            return new EventFilter.ByPrefix(subject, prefixes);
        } catch (IllegalArgumentException senseless) {
            throw refused("filter: " + senseless.getMessage());
        }
    }

    private ConsumerStrategy strategy() throws BadRequest {
        String name = document.path("strategy").asText();
        return ConsumerStrategy.named(name)
                .orElseThrow(() -> refused("strategy: there is none named '" + name + "'"));
    }

    private Duration millis(String name) throws BadRequest {
        return Duration.ofMillis(number(name));
    }

    private int number(String name) throws BadRequest {
        JsonNode number = document.path(name);
        if (!number.isIntegralNumber() || !number.canConvertToInt() || number.intValue() < 0) {
            throw refused(name + " must be a whole number from 0 to " + NUMBER_MAX);
        }
        return number.intValue();
    }

    private boolean bool(String name) throws BadRequest {
        if (!document.path(name).isBoolean()) {
            throw refused(name + " must be true or false");
        }
        return document.path(name).booleanValue();
    }
}
