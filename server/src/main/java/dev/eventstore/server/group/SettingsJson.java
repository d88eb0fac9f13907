package dev.eventstore.server.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.stream.EventFilter;
import dev.eventstore.server.subscription.Reached;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The settings of a group as JSON, in the members of Event Store's own configuration. */
final class SettingsJson {
    private static final long FROM_END = -1;

    private SettingsJson() {}

    static ObjectNode write(Catalog.Listed group) {
        GroupSettings settings = group.settings();
        ObjectNode json = OwnStream.JSON.createObjectNode();
        json.put("Stream", group.id().source().value());
        json.put("Group", group.id().name());
        json.put("ResolveLinkTos", settings.resolvesLinks());
        json.put("ExtraStatistics", settings.measuresLatency());
        json.put("MessageTimeout", settings.delivery().messageTimeout().toMillis());
        writeStart(json, group.id(), settings.start());
        json.set("StartedBehind", PlaceText.write(group.begin()));
        json.put("LiveBufferSize", settings.buffers().live());
        json.put("HistoryBufferSize", settings.buffers().history());
        json.put("MaxRetryCount", settings.delivery().retriesMax());
        json.put("ReadBatchSize", settings.buffers().readBatch());
        ConsumerStrategy strategy = settings.delivery().strategy();
        json.put("PreferRoundRobin", strategy == ConsumerStrategy.ROUND_ROBIN);
        json.put("CheckPointAfter", settings.checkpointing().after().toMillis());
        json.put("MinCheckPointCount", settings.checkpointing().minCount());
        json.put("MaxCheckPointCount", settings.checkpointing().maxCount());
        json.put("MaxSubscriberCount", settings.delivery().consumersMax());
        json.put("NamedConsumerStrategy", strategy.text());
        writeFilter(json, settings.filter());
        return json;
    }

    /**
     * A group of a description; empty if it makes no sense.
     *
     * @param now what its start means, where the description does not tell what it meant
     */
    static Optional<Catalog.Listed> read(JsonNode json, Beginning now) {
        try {
            GroupId id =
                    new GroupId(
                            StreamName.of(json.path("Stream").asText()),
                            json.path("Group").asText());
            GroupStart start = start(json, id);
            GroupSettings settings = settings(json, start);
            Reached begin =
                    PlaceText.read(json.path("StartedBehind"))
                            .filter(place -> place instanceof Reached.InAll == id.isOfAll())
                            .orElseGet(() -> now.of(id, start));
            return settings.problem(id).isPresent()
                    ? Optional.empty()
                    : Optional.of(new Catalog.Listed(id, settings, begin));
        } catch (IllegalArgumentException senseless) {
            return Optional.empty();
        }
    }

    private static GroupSettings settings(JsonNode json, GroupStart start) {
        return new GroupSettings(
                start,
                filter(json.path("Filter")),
                json.path("ResolveLinkTos").asBoolean(),
                json.path("ExtraStatistics").asBoolean(),
                new GroupSettings.Delivery(
                        Duration.ofMillis(json.path("MessageTimeout").asLong()),
                        json.path("MaxRetryCount").asInt(),
                        strategy(json),
                        json.path("MaxSubscriberCount").asInt()),
                new GroupSettings.Buffers(
                        json.path("HistoryBufferSize").asInt(),
                        json.path("LiveBufferSize").asInt(),
                        json.path("ReadBatchSize").asInt()),
                new GroupSettings.Checkpointing(
                        Duration.ofMillis(json.path("CheckPointAfter").asLong()),
                        json.path("MinCheckPointCount").asInt(),
                        json.path("MaxCheckPointCount").asInt()));
    }

    private static ConsumerStrategy strategy(JsonNode json) {
        String name = json.path("NamedConsumerStrategy").asText();
        return ConsumerStrategy.named(name)
                .orElseThrow(() -> new IllegalArgumentException("No strategy: " + name));
    }

    private static void writeStart(ObjectNode json, GroupId id, GroupStart start) {
        String text =
                switch (start) {
                    case GroupStart.Edge.BEGINNING ->
                            id.isOfAll() ? PlaceText.text(Position.START) : "0";
                    case GroupStart.Edge.END -> id.isOfAll() ? "C:-1/P:-1" : "-1";
                    case GroupStart.AtRevision(Revision revision) -> revision.toString();
                    case GroupStart.AtPosition(Position position) -> PlaceText.text(position);
                };
        if (!id.isOfAll()) {
            json.put("StartFrom", Long.parseLong(text));
        }
        json.put("StartPosition", text);
    }

    private static GroupStart start(JsonNode json, GroupId id) {
        if (id.isOfAll()) {
            String text = json.path("StartPosition").asText();
            Optional<Reached> place = PlaceText.read(json.path("StartPosition"));
            return text.startsWith("C:-1") || place.isEmpty()
                    ? GroupStart.Edge.END
                    : place.get() instanceof Reached.InAll(Position at) && at.value() > 0
                            ? new GroupStart.AtPosition(at)
                            : GroupStart.Edge.BEGINNING;
        }
        long from = json.path("StartFrom").asLong();
        if (from == 0) {
            return GroupStart.Edge.BEGINNING;
        }
        return from == FROM_END
                ? GroupStart.Edge.END
                : new GroupStart.AtRevision(Revision.of(from));
    }

    private static void writeFilter(ObjectNode json, EventFilter filter) {
        switch (filter) {
            case EventFilter.Everything _ -> {}
            case EventFilter.Applications applications -> writeFilter(json, applications.asRegex());
            case EventFilter.ByPrefix(EventFilter.Subject subject, List<String> prefixes) -> {
                ObjectNode written = json.putObject("Filter").put("Subject", subject.name());
                prefixes.forEach(written.putArray("Prefixes")::add);
            }
            case EventFilter.ByRegex regex ->
                    json.putObject("Filter")
                            .put("Subject", regex.subject().name())
                            .put("Regex", regex.pattern().pattern());
        }
    }

    private static EventFilter filter(JsonNode json) {
        if (!json.isObject()) {
            return EventFilter.Everything.EVERYTHING;
        }
        EventFilter.Subject subject = EventFilter.Subject.valueOf(json.path("Subject").asText());
        if (json.has("Regex")) {
            return EventFilter.byRegex(subject, json.path("Regex").asText());
        }
        List<String> prefixes = new ArrayList<>();
        json.path("Prefixes").forEach(prefix -> prefixes.add(prefix.asText()));
        return new EventFilter.ByPrefix(subject, prefixes);
    }
}
