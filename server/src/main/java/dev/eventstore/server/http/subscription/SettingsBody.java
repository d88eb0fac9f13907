package dev.eventstore.server.http.subscription;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.group.ConsumerStrategy;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.GroupSettings;
import dev.eventstore.server.group.GroupSettings.Buffers;
import dev.eventstore.server.group.GroupSettings.Checkpointing;
import dev.eventstore.server.group.GroupSettings.Delivery;
import dev.eventstore.server.group.GroupStart;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.stream.payload.XmlToJson;
import dev.eventstore.server.stream.EventFilter;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;

/**
 * The settings that a request carries, in JSON or XML. As in v5, names count in any case; what is
 * missing, 0, false or of another type than it should be stays at its default, and a body that
 * cannot be read at all is one that says nothing.
 */
final class SettingsBody {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final int MESSAGE_TIMEOUT_MILLIS = 10_000;
    private static final int RETRIES_MAX = 10;
    private static final int CONSUMERS_MAX = 10;
    private static final int BUFFER = 500;
    private static final int READ_BATCH = 20;
    private static final int CHECKPOINT_AFTER_MILLIS = 1_000;
    private static final int CHECKPOINT_MIN_COUNT = 10;
    private static final int CHECKPOINT_MAX_COUNT = 500;
    private static final long BEFORE_THE_FIRST = -1;

    private final JsonNode members;

    private SettingsBody(JsonNode members) {
        this.members = members;
    }

    /**
     * Reads the body of a call.
     *
     * @throws BadRequest if it is too long or breaks off
     */
    static SettingsBody read(Call call) throws BadRequest {
        byte[] body = call.body();
        try {
            boolean isXml = call.requestType().equals(MediaType.TEXT_XML);
            return new SettingsBody(JSON.readTree(isXml ? XmlToJson.root(body) : body));
        } catch (JacksonException | XMLStreamException unreadable) {
            return new SettingsBody(MissingNode.getInstance());
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed.", impossible);
        }
    }

    /** The name of the strategy, whether there is one of that name or not. */
    String strategy() {
        String name =
                member("namedConsumerStrategy")
                        .filter(JsonNode::isTextual)
                        .map(JsonNode::textValue)
                        .orElse(ConsumerStrategy.ROUND_ROBIN.text());
        if (!name.isEmpty()) {
            return name;
        }
        ConsumerStrategy old =
                bool("preferRoundRobin")
                        ? ConsumerStrategy.ROUND_ROBIN
                        : ConsumerStrategy.DISPATCH_TO_SINGLE;
        return old.text();
    }

    /**
     * The settings.
     *
     * @throws BadRequest if a group cannot work with them; names what is wrong
     */
    GroupSettings settings(GroupId group, ConsumerStrategy strategy) throws BadRequest {
        GroupSettings settings =
                new GroupSettings(
                        start(),
                        EventFilter.Everything.EVERYTHING,
                        bool("resolveLinktos"),
                        bool("extraStatistics"),
                        new Delivery(
                                millis("messageTimeoutMilliseconds", MESSAGE_TIMEOUT_MILLIS),
                                number("maxRetryCount", RETRIES_MAX),
                                strategy,
                                number("maxSubscriberCount", CONSUMERS_MAX)),
                        new Buffers(
                                number("bufferSize", BUFFER),
                                number("liveBufferSize", BUFFER),
                                number("readBatchSize", READ_BATCH)),
                        new Checkpointing(
                                millis("checkPointAfterMilliseconds", CHECKPOINT_AFTER_MILLIS),
                                number("minCheckPointCount", CHECKPOINT_MIN_COUNT),
                                number("maxCheckPointCount", CHECKPOINT_MAX_COUNT)));
        Optional<String> problem = settings.problem(group);
        if (problem.isPresent()) {
            throw new BadRequest(problem.get());
        }
        return settings;
    }

    /** Since version 20 the place is in another member, as a text. */
    private GroupStart start() throws BadRequest {
        long number = whole("startPosition").or(() -> whole("startFrom")).orElse(0L);
        if (number < BEFORE_THE_FIRST) {
            throw new BadRequest("Start From (%d) must be -1 or more".formatted(number));
        }
        if (number == BEFORE_THE_FIRST) {
            return GroupStart.Edge.END;
        }
        return number == 0
                ? GroupStart.Edge.BEGINNING
                : new GroupStart.AtRevision(Revision.of(number));
    }

    private Duration millis(String name, int otherwise) {
        return Duration.ofMillis(number(name, otherwise));
    }

    private int number(String name, int otherwise) {
        return whole(name)
                .filter(number -> number != 0 && number == number.intValue())
                .map(Long::intValue)
                .orElse(otherwise);
    }

    /** A whole number, also one that is written as a text, as all are in XML. */
    private Optional<Long> whole(String name) {
        return member(name)
                .filter(node -> node.isIntegralNumber() || node.isTextual())
                .flatMap(node -> parsed(node.asText()));
    }

    private boolean bool(String name) {
        return member(name)
                .filter(node -> node.isBoolean() || node.isTextual())
                .filter(node -> node.asText().equalsIgnoreCase("true"))
                .isPresent();
    }

    private Optional<JsonNode> member(String name) {
        Optional<JsonNode> found = Optional.empty();
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                found = Optional.of(member.getValue());
            }
        }
        return found;
    }

    private static Optional<Long> parsed(String text) {
        try {
            return Optional.of(Long.parseLong(text.strip()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
