package dev.eventstore.server.http.ui;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.stream.TakeOver;
import dev.eventstore.server.transfer.Importer;
import dev.eventstore.server.transfer.InvalidLineException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code /ui-api/import}: events as lines, a part of a file in each call, checked with {@code
 * check=true} or taken over with their ids, times and revisions. For administrators, since it asks
 * no access list.
 */
final class ImportRoutes {
    private final Importer importer;

    ImportRoutes(Importer importer) {
        this.importer = importer;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                        "/ui-api/import",
                        AccessLevel.ADMINISTRATOR,
                        null,
                        MediaTypes.ONLY_JSON,
                        this::take));
    }

    private Reply take(Call call) throws BadRequest {
        long before = Parameters.number(call, "before").orElse(0);
        StreamName target = target(call);
        InputStream lines = new ByteArrayInputStream(call.body());
        if (Parameters.isTrue(call, "check")) {
            return checked(importer.check(lines, before, target));
        }
        try {
            return taken(importer.readPart(lines, before, target));
        } catch (InvalidLineException wrong) {
            throw new BadRequest("Bad Request", String.valueOf(wrong.getMessage()));
        } catch (IOException impossible) {
            throw new UncheckedIOException("Lines in memory can be read.", impossible);
        }
    }

    private static Reply checked(Importer.Check check) {
        return Json.reply(json -> {
            json.writeNumberField("events", check.events());
            json.writeNumberField("left", check.left());
            json.writeNumberField("problemCount", check.problemCount());
            json.writeArrayFieldStart("problems");
            for (Importer.Problem problem : check.problems()) {
                json.writeString(problem.message());
            }
            json.writeEndArray();
        });
    }

    private static Reply taken(TakeOver.Outcome outcome) {
        return Json.reply(json -> {
            json.writeNumberField("taken", outcome.taken());
            json.writeNumberField("present", outcome.present());
            json.writeNumberField("renumbered", outcome.renumbered());
            json.writeNumberField("refused", outcome.refused());
        });
    }

    private static @Nullable StreamName target(Call call) throws BadRequest {
        String name = call.query("stream").orElse("");
        try {
            return name.isEmpty() ? null : StreamName.of(name);
        } catch (IllegalArgumentException noName) {
            throw new BadRequest("Bad Request", "stream: " + noName.getMessage());
        }
    }
}
