package dev.eventstore.server.http.stream;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.Headers;
import dev.eventstore.server.http.routing.Links;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.Query;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.routing.RouteMatch;
import dev.eventstore.server.http.routing.RouteTable;
import dev.eventstore.server.http.routing.Waits;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Streams;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The routes of streams on a database in memory, without a web server, called by an administrator.
 */
final class StreamSite implements AutoCloseable {
    static final String EVENTS = "application/vnd.eventstore.events+json";
    static final String FEED = "application/vnd.eventstore.atom+json";

    private final EventLog log = EventLog.inMemory();
    private final Waits waits = new Waits();
    private final RouteTable table;

    StreamSite() {
        var streams =
                new WatchedStreams(new Streams(log, InstantSource.system(), UUID::randomUUID));
        var routes = new StreamRoutes(new GuardedStreams(streams), _ -> List.of(), false).routes();
        table = new RouteTable(routes);
    }

    /** What came back. */
    record Answer(Reply reply) {
        int status() {
            return reply.status();
        }

        @Nullable String reason() {
            return reply.reason();
        }

        @Nullable String type() {
            return reply.contentType();
        }

        String text() {
            return reply.body() instanceof Reply.Body.Whole whole
                    ? new String(whole.content(), StandardCharsets.UTF_8)
                    : "";
        }

        @Nullable String header(String name) {
            return reply.headers().stream()
                    .filter(header -> header.name().equals(name))
                    .map(Reply.Header::value)
                    .findFirst()
                    .orElse(null);
        }
    }

    Answer get(String address, String... headers) {
        return send("GET", address, "", headers);
    }

    Answer post(String address, String body, String... headers) {
        return send("POST", address, body, headers);
    }

    /** Appends events of type {@code t} with ids of their own. */
    Answer append(String stream, String... data) {
        StringBuilder body = new StringBuilder("[");
        for (String one : data) {
            body.append(body.length() == 1 ? "" : ",")
                    .append("{\"eventType\":\"t\",\"eventId\":\"")
                    .append(UUID.randomUUID())
                    .append("\",\"data\":")
                    .append(one)
                    .append('}');
        }
        return post("/streams/" + stream, body + "]", "Content-Type", EVENTS);
    }

    /** Sends a request; headers are names and values in turn. */
    Answer send(String method, String address, String body, String... headers) {
        Map<String, String> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            sent.put(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(answer(method, address, body, sent::get));
        } catch (BadRequest refused) {
            return new Answer(refused.reply());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Nobody interrupts tests.", interrupted);
        }
    }

    /** Cuts long polls short, as a front end does that stops. */
    void stopWaiting() {
        waits.cutShort();
    }

    @Override
    public void close() {
        log.close();
    }

    private Reply answer(String method, String address, String body, Headers headers)
            throws BadRequest, InterruptedException {
        int mark = address.indexOf('?');
        String path = mark < 0 ? address : address.substring(0, mark);
        Query query = Query.parse(mark < 0 ? null : address.substring(mark + 1));
        RouteMatch.Chosen chosen =
                table.match(path)
                        .forMethod(method.toUpperCase(Locale.ROOT))
                        .orElseThrow(() -> new AssertionError("No route for " + path));
        Route route = chosen.route();
        MediaType requestType =
                route.reads() == null
                        ? null
                        : route.reads().named(headers.value("Content-Type")).orElseThrow();
        MediaType responseType =
                route.writes()
                        .negotiate(query.value("format"), headers.value("Accept"))
                        .orElseThrow();
        Links links = Links.of(new Links.Origin("http", "h", 1), headers, address);
        var request =
                new Call.Request(
                        method,
                        query,
                        headers,
                        () -> body.getBytes(StandardCharsets.UTF_8),
                        links,
                        waits);
        Caller admin = new Caller("admin", Set.of(Caller.ADMINS));
        return route.handler().handle(new Call(admin, request, chosen, requestType, responseType));
    }
}
