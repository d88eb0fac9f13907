package dev.eventstore.server.http.ui;

import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** {@code /ui-api/resources}: what this node answers over HTTP. No secret: it is documented. */
public final class ResourceRoutes {
    private final List<Route> served;

    /**
     * @param served all routes but this one
     */
    public ResourceRoutes(List<Route> served) {
        this.served =
                served.stream()
                        .sorted(Comparator.comparing(Route::template).thenComparing(Route::method))
                        .toList();
    }

    /** The one route. */
    public Route route() {
        return Route.get("/ui-api/resources", AccessLevel.ANYONE, MediaTypes.ONLY_JSON, this::list);
    }

    private Reply list(Call call) {
        return Json.reply(json -> {
            json.writeArrayFieldStart("resources");
            for (Route route : served) {
                json.writeStartObject();
                json.writeStringField("method", route.method());
                json.writeStringField("template", route.template());
                json.writeStringField("level", route.level().name().toLowerCase(Locale.ROOT));
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
