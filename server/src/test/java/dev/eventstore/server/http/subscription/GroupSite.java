package dev.eventstore.server.http.subscription;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.ExpectedVersion.Belief;
import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.fixture.Client;
import dev.eventstore.server.group.GroupId;
import dev.eventstore.server.group.Groups;
import dev.eventstore.server.group.Outside;
import dev.eventstore.server.http.HttpFrontEnd;
import dev.eventstore.server.http.HttpSettings;
import dev.eventstore.server.http.HttpStartException;
import dev.eventstore.server.http.routing.AuthResult;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.http.stream.StreamRoutes;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.GuardedStreams;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Append;
import dev.eventstore.server.stream.Streams;
import dev.eventstore.server.subscription.Subscriptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Groups on a database in memory, served over HTTP. Callers are whom the test says. */
final class GroupSite implements AutoCloseable {
    static final String JSON = "application/json";
    static final String MESSAGES = "application/vnd.eventstore.competingatom+json";
    static final Caller ADMIN = new Caller("admin", Set.of("admin", Caller.ADMINS));
    static final Caller ANN = new Caller("ann", Set.of("ann"));

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final EventLog log = EventLog.inMemory();
    private final WatchedStreams streams =
            new WatchedStreams(new Streams(log, InstantSource.system(), UUID::randomUUID));
    private final Groups groups;
    private final HttpFrontEnd frontEnd;
    private volatile Caller caller = ADMIN;

    GroupSite() throws HttpStartException {
        GuardedStreams guarded = new GuardedStreams(streams);
        groups =
                new Groups(
                        guarded,
                        new Outside(
                                streams,
                                new Subscriptions(guarded),
                                InstantSource.system(),
                                System::nanoTime,
                                UUID::randomUUID));
        groups.start();
        StreamRoutes streamRoutes = new StreamRoutes(guarded, _ -> List.of(), false);
        SubscriptionRoutes routes =
                new SubscriptionRoutes(groups, streamRoutes.pages(), UUID::randomUUID);
        List<Route> all =
                Stream.concat(streamRoutes.routes().stream(), routes.routes().stream()).toList();
        frontEnd =
                new HttpFrontEnd(
                        HttpSettings.loopback(0), (_, _) -> new AuthResult.Known(caller), all);
        frontEnd.start();
    }

    Groups groups() {
        return groups;
    }

    /** From now on this is who calls. */
    void callAs(Caller somebody) {
        caller = somebody;
    }

    void append(String stream, NewEvent... events) {
        streams.append(new Append(StreamName.of(stream), Belief.ANY, List.of(events)));
    }

    HttpResponse<String> get(String path, String accept) {
        return client().get(path, "Accept", accept);
    }

    JsonNode json(String path) {
        return tree(get(path, JSON));
    }

    /** What a group hands out, as soon as it is as many as that. */
    JsonNode messages(String path, int count) {
        return await().until(
                        () -> tree(get(path, MESSAGES)),
                        feed -> feed.path("entries").size() == count);
    }

    /** Waits until a group has read all that it wanted. */
    void awaitLive(String stream, String group, int waiting) {
        GroupId id = new GroupId(StreamName.of(stream), group);
        await().until(
                        () -> groups.info(id).orElseThrow(),
                        info ->
                                info.status().equals(List.of("Live"))
                                        && info.counts().history() + info.counts().live()
                                                == waiting);
    }

    HttpResponse<String> put(String path, String type, String body) {
        return send("PUT", path, type, body);
    }

    HttpResponse<String> post(String path, String type, String body) {
        return send("POST", path, type, body);
    }

    /** Follows an address that a document named. */
    HttpResponse<String> post(String address) {
        return client().post(address, "", "Accept", "*/*");
    }

    HttpResponse<String> delete(String path) {
        return client().delete(path, "Accept", "*/*");
    }

    static JsonNode tree(HttpResponse<String> answer) {
        try {
            return MAPPER.readTree(answer.body());
        } catch (IOException noJson) {
            throw new UncheckedIOException(answer.body(), noJson);
        }
    }

    /** The address of the first link of a relation, in a feed or an entry. */
    static String link(JsonNode links, String relation) {
        for (JsonNode link : links.get("links")) {
            if (link.get("relation").asText().equals(relation)) {
                return link.get("uri").asText();
            }
        }
        throw new AssertionError("No link " + relation + " in " + links);
    }

    @Override
    public void close() {
        frontEnd.stop(Duration.ofSeconds(1));
        groups.close();
        log.close();
    }

    private HttpResponse<String> send(String method, String path, String type, String body) {
        return client().send(
                        HttpRequest.newBuilder(node().resolve(path))
                                .header("Content-Type", type)
                                .header("Accept", "*/*")
                                .method(method, BodyPublishers.ofString(body))
                                .build());
    }

    private Client client() {
        return new Client(node());
    }

    private URI node() {
        return URI.create("http://127.0.0.1:" + frontEnd.port());
    }
}
