package dev.eventstore.server.projection.system;

import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.handler.Handler;
import java.util.Optional;

/** The projections that every node has, and the kinds of handlers that their names stand for. */
public enum SystemProjection {
    /** Lists all streams. */
    STREAMS("$streams", "IndexStreams", "") {
        @Override
        public Handler handler(String query) {
            return new StreamIndex();
        }
    },
    /** Lists the streams of each category. */
    STREAM_BY_CATEGORY("$stream_by_category", "CategorizeStreamByPath", "first\r\n-") {
        @Override
        public Handler handler(String query) throws DefinitionException {
            return new StreamsByCategory(CategoryRule.parse(query));
        }
    },
    /** Lists the events of each category. */
    BY_CATEGORY("$by_category", "CategorizeEventsByStreamPath", "first\r\n-") {
        @Override
        public Handler handler(String query) throws DefinitionException {
            return new EventsByCategory(CategoryRule.parse(query));
        }
    },
    /** Lists the events of each type. */
    BY_EVENT_TYPE("$by_event_type", "IndexEventsByEventType", "") {
        @Override
        public Handler handler(String query) {
            return new EventsByType();
        }
    },
    /** Lists the events that share a correlation id. */
    BY_CORRELATION_ID(
            "$by_correlation_id",
            "ByCorrelationId",
            "{\"correlationIdProperty\":\"$correlationId\"}") {
        @Override
        public Handler handler(String query) throws DefinitionException {
            return EventsByCorrelation.configured(query);
        }
    };

    private static final String PREFIX = "native:";
    private static final String CLASSES = "EventStore.Projections.Core.Standard.";

    private final String title;
    private final String className;
    private final String query;

    SystemProjection(String title, String className, String query) {
        this.title = title;
        this.className = className;
        this.query = query;
    }

    /** Its name. */
    public String title() {
        return title;
    }

    /** The text that configures it where nobody said otherwise. */
    public String query() {
        return query;
    }

    /** How Event Store 5 calls its handler: {@code native:} and a name of a class. */
    public String handlerType() {
        return PREFIX + CLASSES + className;
    }

    /** Makes a handler. */
    public abstract Handler handler(String query) throws DefinitionException;

    /** Answers whether a type of handlers is one of these, known or not. */
    public static boolean isNative(String handlerType) {
        return handlerType.startsWith(PREFIX);
    }

    /** The one whose handler has a type; names of classes do not depend on case. */
    public static Optional<SystemProjection> ofHandlerType(String handlerType) {
        for (SystemProjection each : values()) {
            if (each.handlerType().equalsIgnoreCase(handlerType)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** Answers whether a projection of this name comes with the node. */
    public static boolean isNamed(String name) {
        for (SystemProjection each : values()) {
            if (each.title.equals(name)) {
                return true;
            }
        }
        return false;
    }
}
