package dev.eventstore.server.http.ui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.http.routing.AccessLevel;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.javascript.Decoder;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.stream.ReadEvent;
import dev.eventstore.server.stream.ReadEventResult;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * {@code …/decoded}: the data of an event as a decoder of the caller's has it. The decoder comes
 * with each call and nothing of it stays.
 */
final class DecoderRoutes {
    /** How many run at a time: each is a sandbox at work. */
    static final int MAX = 4;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GuardedStreams streams;
    private final Semaphore places = new Semaphore(MAX);

    DecoderRoutes(GuardedStreams streams) {
        this.streams = streams;
    }

    List<Route> routes() {
        return List.of(
                Route.post(
                        "/ui-api/streams/{stream}/events/{revision}/decoded",
                        // As for queries: whoever is known may have the node run a script.
                        AccessLevel.AUTHENTICATED,
                        null,
                        MediaTypes.ONLY_JSON,
                        this::decoded));
    }

    private Reply decoded(Call call) throws BadRequest {
        ReadEvent read =
                new ReadEvent(
                        Parameters.stream(call),
                        Parameters.revision(call.pathParameter("revision")),
                        /* resolveLinks= */ true);
        String decoder = decoder(call);
        return switch (streams.on(call.caller()).readEvent(read)) {
            case ReadEventResult.AccessDenied denied ->
                    Json.refusal(
                            call.caller(),
                            "those whom the access list of " + denied.stream() + " lets read it");
            case ReadEventResult.NotFound _,
                    ReadEventResult.NoStream _,
                    ReadEventResult.StreamDeleted _ ->
                    throw new BadRequest(404, "Not Found", "There is no such event.");
            case ReadEventResult.Found found -> {
                RecordedEvent event = found.event().event();
                yield decode(decoder, event == null ? found.event().original() : event);
            }
        };
    }

    private Reply decode(String text, RecordedEvent event) {
        if (!places.tryAcquire()) {
            return Reply.statusOnly(429, "Too Many Requests")
                    .with("Retry-After", "1")
                    .explained("Only " + MAX + " decoders run at a time; try again.");
        }
        try (Decoder decoder = Decoder.of(text)) {
            return reply(decoder.decode(event));
        } catch (DefinitionException none) {
            return reply(new Decoder.Outcome.Failed(String.valueOf(none.getMessage())));
        } finally {
            places.release();
        }
    }

    /** Values are texts, so that their numbers stay exact. */
    private static Reply reply(Decoder.Outcome outcome) {
        return Json.reply(json -> {
            switch (outcome) {
                case Decoder.Outcome.Text(String text) -> json.writeStringField("text", text);
                case Decoder.Outcome.Json(String value) -> json.writeStringField("json", value);
                case Decoder.Outcome.Failed(String message) ->
                        json.writeStringField("problem", message);
            }
        });
    }

    private static String decoder(Call call) throws BadRequest {
        try {
            JsonNode text = JSON.readTree(call.body()).path("decoder");
            if (text.isTextual() && text.textValue().length() <= Decoder.TEXT_MAX) {
                return text.textValue();
            }
        } catch (IOException noJson) {
            throw new BadRequest("Bad Request", "The body must be a JSON object");
        }
        throw new BadRequest("decoder must be a text of up to " + Decoder.TEXT_MAX + " characters");
    }
}
