package dev.eventstore.server.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.eventstore.server.event.ExpectedVersion;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.fixture.LocalNode;
import dev.eventstore.server.stream.Direction;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Streams through the HTTP API of version 5. */
final class HttpStreams implements StreamsClient {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FEED = "application/vnd.eventstore.atom+json";

    private final Client http;
    private final String authorization;

    HttpStreams(LocalNode node, Login login) {
        http = new Client(node.uri());
        byte[] credentials =
                (login.name() + ":" + login.password()).getBytes(StandardCharsets.UTF_8);
        authorization = "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    @Override
    public Outcome append(StreamName stream, ExpectedVersion expected, List<NewEvent> events) {
        ArrayNode body = JSON.createArrayNode();
        for (NewEvent event : events) {
            ObjectNode one = body.addObject();
            one.put("eventId", event.id().toString()).put("eventType", event.type());
            one.set("data", parse(event.data().text()));
        }
        HttpResponse<String> answer =
                http.post(
                        path(stream),
                        body.toString(),
                        "Content-Type",
                        Client.EVENTS,
                        "ES-ExpectedVersion",
                        Long.toString(number(expected)),
                        "Authorization",
                        authorization);
        if (answer.statusCode() != 201) {
            return refusal(answer);
        }
        String location = answer.headers().firstValue("Location").orElseThrow();
        long first = Long.parseLong(location.substring(location.lastIndexOf('/') + 1));
        return new Outcome.Appended(first + events.size() - 1);
    }

    @Override
    public Outcome delete(StreamName stream, ExpectedVersion expected, boolean forGood) {
        HttpResponse<String> answer =
                http.delete(
                        path(stream),
                        "ES-ExpectedVersion",
                        Long.toString(number(expected)),
                        "ES-HardDelete",
                        Boolean.toString(forGood),
                        "Authorization",
                        authorization);
        return answer.statusCode() == 204 ? new Outcome.Done() : refusal(answer);
    }

    @Override
    public Outcome read(
            StreamName stream, long from, int count, Direction direction, boolean resolveLinks) {
        String start = from == Long.MAX_VALUE ? "head" : Long.toString(from);
        String way = direction == Direction.FORWARD ? "forward" : "backward";
        HttpResponse<String> answer =
                http.get(
                        path(stream) + "/" + start + "/" + way + "/" + count + "?embed=body",
                        "Accept",
                        FEED,
                        "ES-ResolveLinkTos",
                        Boolean.toString(resolveLinks),
                        "Authorization",
                        authorization);
        return answer.statusCode() == 200
                ? new Outcome.Read(events(answer.body(), direction))
                : refusal(answer);
    }

    @Override
    public Outcome readAll(int count) {
        String start = "0".repeat(32);
        HttpResponse<String> answer =
                http.get(
                        "/streams/%24all/" + start + "/forward/" + count + "?embed=body",
                        "Accept",
                        FEED,
                        "Authorization",
                        authorization);
        return answer.statusCode() == 200
                ? new Outcome.Read(events(answer.body(), Direction.FORWARD))
                : refusal(answer);
    }

    @Override
    public void close() {
        // Its connections belong to all tests.
    }

    /** A feed lists the newest first, whichever way was read. */
    private static List<Outcome.Seen> events(String feed, Direction direction) {
        List<Outcome.Seen> events = new ArrayList<>();
        for (JsonNode entry : parse(feed).path("entries")) {
            String stream = entry.path("streamId").asText();
            String positionStream = entry.path("positionStreamId").asText(stream);
            boolean isLink = !positionStream.equals(stream);
            events.add(
                    new Outcome.Seen(
                            stream,
                            entry.path("eventNumber").asLong(),
                            UUID.fromString(entry.path("eventId").asText()),
                            entry.path("eventType").asText(),
                            entry.path("isJson").asBoolean(),
                            compact(entry.path("data").asText("")),
                            isLink ? positionStream : null));
        }
        if (direction == Direction.FORWARD) {
            Collections.reverse(events);
        }
        return events;
    }

    private static Outcome refusal(HttpResponse<String> answer) {
        return switch (answer.statusCode()) {
            case 400 ->
                    new Outcome.WrongExpectedVersion(
                            answer.headers()
                                    .firstValueAsLong("ES-CurrentVersion")
                                    .orElse(Outcome.WrongExpectedVersion.UNKNOWN));
            case 401 -> new Outcome.AccessDenied();
            case 404 -> new Outcome.NoStream();
            case 410 -> new Outcome.StreamDeleted();
            default -> throw new AssertionError(answer + ": " + answer.body());
        };
    }

    static long number(ExpectedVersion expected) {
        return switch (expected) {
            case ExpectedVersion.Belief.ANY -> -2;
            case ExpectedVersion.Belief.NO_STREAM -> -1;
            case ExpectedVersion.Belief.STREAM_EXISTS -> -4;
            case ExpectedVersion.Exactly(var revision) -> revision.value();
        };
    }

    /** JSON without the white space that a representation may add. */
    static String compact(String json) {
        return json.isEmpty() ? json : parse(json).toString();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException notJson) {
            throw new UncheckedIOException(notJson);
        }
    }

    private static String path(StreamName stream) {
        return "/streams/"
                + URLEncoder.encode(stream.value(), StandardCharsets.UTF_8).replace("+", "%20");
    }
}
