package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.eventstore.server.catalog.Catalog;
import dev.eventstore.server.catalog.KnownStream;
import dev.eventstore.server.catalog.Listing;
import dev.eventstore.server.catalog.Wanted;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** {@code /ui-api/streams}: which streams there are. */
final class ListRoutes {
    private static final int LIMIT = 200;
    private static final int LIMIT_MAX = 1_000;

    /** What was appended just now should show; a first look must not wait for a large database. */
    private static final Duration PATIENCE = Duration.ofMillis(150);

    private final Catalog catalog;
    private final Rights rights;

    ListRoutes(Catalog catalog, Rights rights) {
        this.catalog = catalog;
        this.rights = rights;
    }

    List<Route> routes() {
        return List.of(
                Route.get("/ui-api/streams", AccessLevel.ANYONE, MediaTypes.ONLY_JSON, this::list));
    }

    private Reply list(Call call) throws BadRequest, InterruptedException {
        if (!rights.readsAll(call.caller())) {
            return Json.closed(call.caller());
        }
        Wanted wanted =
                new Wanted(
                        call.query("filter").orElse(""),
                        call.query("category").orElse(Wanted.EVERY_CATEGORY),
                        Parameters.isTrue(call, "system"),
                        Parameters.choice(call, "sort", Wanted.Order.class, Wanted.Order.CHANGED),
                        Parameters.count(call, "offset", 0, Integer.MAX_VALUE, 0),
                        Parameters.count(call, "limit", 1, LIMIT_MAX, LIMIT));
        Listing listing = catalog.list(wanted, PATIENCE);
        boolean withCategories = Parameters.isTrue(call, "categories");
        return Json.reply(json -> {
            json.writeNumberField("total", listing.total());
            json.writeNumberField("upTo", listing.upTo());
            json.writeNumberField("head", listing.head());
            json.writeBooleanField("complete", listing.complete());
            json.writeArrayFieldStart("streams");
            for (KnownStream stream : listing.streams()) {
                write(json, stream);
            }
            json.writeEndArray();
            if (withCategories) {
                categories(json, listing.categories());
            }
        });
    }

    private static void write(JsonGenerator json, KnownStream stream) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", stream.name());
        json.writeNumberField("head", stream.head());
        json.writeStringField("created", stream.created().toString());
        json.writeStringField("changed", stream.changed().toString());
        json.writeNumberField("position", stream.position());
        json.writeStringField("lastType", stream.lastType());
        json.writeStringField("state", stream.state().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    private static void categories(JsonGenerator json, List<Listing.Category> categories)
            throws IOException {
        json.writeArrayFieldStart("categories");
        for (Listing.Category category : categories) {
            json.writeStartObject();
            json.writeStringField("name", category.name());
            json.writeNumberField("streams", category.streams());
            json.writeNumberField("events", category.events());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
