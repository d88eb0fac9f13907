package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.projection.debug.Attempt;
import dev.eventstore.server.projection.debug.Breakpoints;
import dev.eventstore.server.projection.debug.DryRun;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What pages send to try a definition out. */
record RehearsalBody(JsonNode document) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final long EVENTS_MAX = 1_000_000_000;
    private static final long SECONDS_MAX = 600;
    private static final long SECONDS = 60;
    private static final long EMITTED_MAX = 10_000_000;

    /** Reads the body of a call; none counts as an empty object. */
    static RehearsalBody of(Call call) throws BadRequest {
        byte[] body = call.body();
        try {
            JsonNode document = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (document.isObject()) {
                return new RehearsalBody(document);
            }
        } catch (IOException noJson) {
            throw new BadRequest("The body must be a JSON object");
        }
        throw new BadRequest("The body must be a JSON object");
    }

    Attempt attempt() throws BadRequest {
        try {
            return new Attempt(
                    query(), emits(), place("from"), text("partition"), text("projection"));
        } catch (IllegalArgumentException tooLong) {
            throw new BadRequest(String.valueOf(tooLong.getMessage()));
        }
    }

    String query() throws BadRequest {
        String query = text("query");
        if (query == null) {
            throw new BadRequest("query must be the text of a projection");
        }
        return query;
    }

    /** What is tried may emit, unless it is said that it may not: nothing is written anyway. */
    boolean emits() throws BadRequest {
        JsonNode given = document.path("emits");
        return given.isMissingNode() || isTrue("emits");
    }

    Breakpoints breakpoints() throws BadRequest {
        try {
            return new Breakpoints(
                    all("lines", JsonNode::canConvertToInt, JsonNode::intValue, "numbers"),
                    all("types", JsonNode::isTextual, JsonNode::textValue, "texts"),
                    all("partitions", JsonNode::isTextual, JsonNode::textValue, "texts"),
                    text("condition"),
                    isTrue("onEmit"),
                    place("until"));
        } catch (IllegalArgumentException tooMany) {
            throw new BadRequest(String.valueOf(tooMany.getMessage()));
        }
    }

    DryRun.Limits limits() throws BadRequest {
        return new DryRun.Limits(
                number("events", EVENTS_MAX, EVENTS_MAX),
                Duration.ofSeconds(number("seconds", SECONDS, SECONDS_MAX)),
                number("emitted", EMITTED_MAX, EMITTED_MAX));
    }

    private OptionalLong place(String name) throws BadRequest {
        JsonNode given = document.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return OptionalLong.empty();
        }
        if (!given.canConvertToLong() || given.longValue() < 0) {
            throw new BadRequest(name + " must be a position or revision: a number of 0 or more");
        }
        return OptionalLong.of(given.longValue());
    }

    private long number(String name, long otherwise, long max) throws BadRequest {
        JsonNode given = document.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return otherwise;
        }
        if (!given.canConvertToLong() || given.longValue() < 1 || given.longValue() > max) {
            throw new BadRequest(name + " must be a whole number from 1 to " + max);
        }
        return given.longValue();
    }

    private @Nullable String text(String name) throws BadRequest {
        JsonNode given = document.path(name);
        if (given.isMissingNode() || given.isNull()) {
            return null;
        }
        if (!given.isTextual()) {
            throw new BadRequest(name + " must be a text");
        }
        return given.textValue().isEmpty() ? null : given.textValue();
    }

    private boolean isTrue(String name) throws BadRequest {
        JsonNode given = document.path(name);
        if (!given.isMissingNode() && !given.isBoolean()) {
            throw new BadRequest(name + " must be true or false");
        }
        return given.booleanValue();
    }

    private <T> Set<T> all(
            String name, Function<JsonNode, Boolean> isOne, Function<JsonNode, T> read, String what)
            throws BadRequest {
        Set<T> all = new HashSet<>();
        for (JsonNode each : document.path(name)) {
            if (!isOne.apply(each)) {
                throw new BadRequest(name + " must be " + what);
            }
            all.add(read.apply(each));
        }
        return all;
    }
}
