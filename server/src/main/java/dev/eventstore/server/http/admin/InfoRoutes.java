package dev.eventstore.server.http.admin;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code /info}, {@code /info/options} and {@code /ping}, and {@code /health/live}, which servers
 * since version 20 have for those who watch them. As in version 5, the first two are JSON whatever
 * type the client asked for, and labelled with that type.
 */
public final class InfoRoutes {
    private static final String HEALTH = "/health/live";
    private static final Pattern STATUS = Pattern.compile("[2-5]\\d\\d");

    private final NodeInfo node;

    public InfoRoutes(NodeInfo node) {
        this.node = node;
    }

    /** The routes. */
    public List<Route> routes() {
        return List.of(
                Route.get("/info", AccessLevel.ANYONE, MediaTypes.INFO, this::info),
                Route.get("/info/options", AccessLevel.OPERATOR, MediaTypes.INFO, this::options),
                Route.get("/ping", AccessLevel.ANYONE, MediaTypes.INFO, InfoRoutes::ping),
                Route.get(HEALTH, AccessLevel.ANYONE, MediaTypes.INFO, InfoRoutes::isAlive),
                new Route(
                        "HEAD",
                        HEALTH,
                        AccessLevel.ANYONE,
                        null,
                        MediaTypes.INFO,
                        InfoRoutes::isAlive));
    }

    private Reply info(Call call) {
        Map<String, @Nullable Object> fields =
                Document.fields(
                        "esVersion",
                        node.esVersion(),
                        "state",
                        "master",
                        "projectionsMode",
                        node.projectionsMode());
        if (isAskedByOwnPage(call)) {
            fields.put("esDatabase", database(call));
        }
        return new Document("Info", fields).replyInJson(call);
    }

    /** Other clients get exactly what they got from the original. */
    private static boolean isAskedByOwnPage(Call call) {
        return call.header("Sec-Fetch-Site").filter("same-origin"::equals).isPresent();
    }

    private Map<String, @Nullable Object> database(Call call) {
        NodeInfo.Place place = node.place().get();
        Map<String, @Nullable Object> fields =
                Document.fields("temporary", place.isTemporary() || place.location().isEmpty());
        if (call.caller().isOperator()) {
            fields.put("location", place.location());
        }
        return fields;
    }

    private Reply options(Call call) {
        if (!call.caller().isOperator()) {
            return Operators.refusal();
        }
        List<@Nullable Object> options = new ArrayList<>();
        node.options().forEach(option -> options.add(fields(option)));
        return new Document("Options", options).replyInJson(call);
    }

    private static Map<String, @Nullable Object> fields(NodeInfo.OptionInForce option) {
        Map<String, @Nullable Object> fields =
                Document.fields(
                        "name", option.name(),
                        "description", option.description(),
                        "group", option.group(),
                        "value", option.value());
        if (!option.possibleValues().isEmpty()) {
            fields.put("possibleValues", option.possibleValues());
        }
        return fields;
    }

    private static Reply ping(Call call) {
        String text = "Ping request successfully handled";
        // The number is a detail of the original's message bus that its JSON shows.
        return call.responseType().equals(MediaType.JSON)
                ? Document.of("TextMessage", "msgTypeId", 0, "text", text).reply(call)
                : Document.of("TextMessage", "text", text).reply(call);
    }

    /** Who answers is alive; a watcher may choose the status that tells it so. */
    private static Reply isAlive(Call call) {
        return Reply.statusOnly(
                call.query("liveCode")
                        .filter(status -> STATUS.matcher(status).matches())
                        .map(Integer::parseInt)
                        .orElse(204));
    }
}
