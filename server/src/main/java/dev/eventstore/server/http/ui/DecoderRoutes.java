package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.event.Revision;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteHandler;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.javascript.Decoder;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * {@code …/decoded}: the data of an event as a decoder of the caller's has it, and of the events
 * that a page lists. The decoder comes with each call and nothing of it stays.
 */
final class DecoderRoutes {
    /** How many run at a time: each is a sandbox at work. */
    static final int MAX = 4;

    /** How many events a list may have. */
    static final int EVENTS_MAX = 100;

    /** How much is told of each event of a list, in characters: the beginning. */
    static final int LISTED_MAX = 4_000;

    /** How long a list may take; an event that has begun by then may use its own time up. */
    private static final Duration LIST_TIME = Duration.ofSeconds(3);

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String TOO_LATE =
            "The decoder took too much, or too long, over the events before this one.";

    private final GuardedStreams streams;
    private final Semaphore places = new Semaphore(MAX);

    DecoderRoutes(GuardedStreams streams) {
        this.streams = streams;
    }

    List<Route> routes() {
        return List.of(
                post("/ui-api/streams/{stream}/events/{revision}/decoded", this::decoded),
                post("/ui-api/decoded", this::list));
    }

    /** As for queries: whoever is known may have the node run a script. */
    private static Route post(String template, RouteHandler handler) {
        return Route.post(template, AccessLevel.AUTHENTICATED, null, MediaTypes.ONLY_JSON, handler);
    }

    private Reply decoded(Call call) throws BadRequest {
        ReadEvent read =
                new ReadEvent(
                        Parameters.stream(call),
                        Parameters.revision(call.pathParameter("revision")),
                        /* resolveLinks= */ true);
        String text = decoder(body(call));
        return switch (streams.on(call.caller()).readEvent(read)) {
            case ReadEventResult.AccessDenied denied ->
                    Json.refusal(
                            call.caller(),
                            "those whom the access list of " + denied.stream() + " lets read it");
            case ReadEventResult.NotFound _,
                    ReadEventResult.NoStream _,
                    ReadEventResult.StreamDeleted _ ->
                    throw new BadRequest(404, "Not Found", "There is no such event.");
            case ReadEventResult.Found found ->
                    decode(text, decoder -> whole(decoder.decode(target(found))));
        };
    }

    private static Reply whole(Decoder.Outcome outcome) {
        return Json.reply(json -> write(json, outcome, Integer.MAX_VALUE));
    }

    /** Answers for each event of a list in its place. */
    private Reply list(Call call) throws BadRequest {
        JsonNode body = body(call);
        String text = decoder(body);
        List<ReadEvent> wanted = events(body);
        return decode(
                text,
                decoder -> {
                    List<Decoder.Outcome> outcomes = new ArrayList<>();
                    long begin = System.nanoTime();
                    for (ReadEvent read : wanted) {
                        boolean isLate = System.nanoTime() - begin > LIST_TIME.toNanos();
                        outcomes.add(
                                isLate || decoder.isOver()
                                        ? new Decoder.Outcome.Failed(TOO_LATE)
                                        : decode(decoder, call, read));
                    }
                    return Json.reply(json -> {
                        json.writeArrayFieldStart("decoded");
                        for (Decoder.Outcome outcome : outcomes) {
                            json.writeStartObject();
                            write(json, outcome, LISTED_MAX);
                            json.writeEndObject();
                        }
                        json.writeEndArray();
                    });
                });
    }

    private Decoder.Outcome decode(Decoder decoder, Call call, ReadEvent read) {
        return streams.on(call.caller()).readEvent(read) instanceof ReadEventResult.Found found
                ? decoder.decode(target(found))
                : new Decoder.Outcome.Failed("There is no such event that you may read.");
    }

    private static RecordedEvent target(ReadEventResult.Found found) {
        RecordedEvent event = found.event().event();
        return event == null ? found.event().original() : event;
    }

    private Reply decode(String text, Function<Decoder, Reply> work) {
        if (!places.tryAcquire()) {
            return Reply.statusOnly(429, "Too Many Requests")
                    .with("Retry-After", "1")
                    .explained("Only " + MAX + " decoders run at a time; try again.");
        }
        try (Decoder decoder = Decoder.of(text)) {
            return work.apply(decoder);
        } catch (DefinitionException none) {
            return Json.reply(json -> json.writeStringField("problem", none.getMessage()));
        } finally {
            places.release();
        }
    }

    /** Values are texts, so that their numbers stay exact. */
    private static void write(JsonGenerator json, Decoder.Outcome outcome, int max)
            throws IOException {
        switch (outcome) {
            case Decoder.Outcome.Text(String text) -> write(json, "text", text, max);
            case Decoder.Outcome.Json(String value) -> write(json, "json", value, max);
            case Decoder.Outcome.Failed(String message) -> write(json, "problem", message, max);
        }
    }

    private static void write(JsonGenerator json, String field, String text, int max)
            throws IOException {
        json.writeStringField(field, text.substring(0, Math.min(text.length(), max)));
        if (text.length() > max) {
            json.writeBooleanField("isCut", true);
        }
    }

    private static JsonNode body(Call call) throws BadRequest {
        try {
            return JSON.readTree(call.body());
        } catch (IOException noJson) {
            throw new BadRequest("Bad Request", "The body must be a JSON object");
        }
    }

    private static String decoder(JsonNode body) throws BadRequest {
        JsonNode text = body.path("decoder");
        if (text.isTextual() && text.textValue().length() <= Decoder.TEXT_MAX) {
            return text.textValue();
        }
        throw new BadRequest("decoder must be a text of up to " + Decoder.TEXT_MAX + " characters");
    }

    private static List<ReadEvent> events(JsonNode body) throws BadRequest {
        JsonNode events = body.path("events");
        if (!events.isArray() || events.size() > EVENTS_MAX) {
            throw new BadRequest("events must be a list of up to " + EVENTS_MAX + " events");
        }
        List<ReadEvent> reads = new ArrayList<>();
        for (JsonNode each : events) {
            JsonNode revision = each.path("revision");
            boolean isNumber = revision.isIntegralNumber() && revision.canConvertToLong();
            if (!isNumber || !each.path("stream").isTextual()) {
                throw new BadRequest("events must have a stream and a revision each");
            }
            try {
                reads.add(
                        new ReadEvent(
                                StreamName.of(each.path("stream").textValue()),
                                Revision.of(revision.longValue()).value(),
                                /* resolveLinks= */ true));
            } catch (IllegalArgumentException noPlace) {
                throw new BadRequest("events: " + noPlace.getMessage());
            }
        }
        return reads;
    }
}
