package dev.eventstore.server.http;

import static dev.eventstore.server.http.routing.AccessLevel.ADMINISTRATOR;
import static dev.eventstore.server.http.routing.AccessLevel.ANYONE;
import static dev.eventstore.server.http.routing.AccessLevel.AUTHENTICATED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.http.routing.AuthResult;
import dev.eventstore.server.http.routing.BadRequest;
import dev.eventstore.server.http.routing.Call;
import dev.eventstore.server.http.routing.MediaType;
import dev.eventstore.server.http.routing.MediaTypes;
import dev.eventstore.server.http.routing.Reply;
import dev.eventstore.server.http.routing.Route;
import dev.eventstore.server.security.Caller;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A running front end with routes that show what they were given. */
final class TestFrontEnd implements AutoCloseable {
    static final int BODY_BYTES_MAX = 100_000;
    static final int LARGE_BYTES = 700_000;

    /** {@code admin:changeit}. */
    static final String ADMIN = "Authorization: Basic YWRtaW46Y2hhbmdlaXQ=";

    /** {@code joe:joe}. */
    static final String JOE = "Authorization: Basic am9lOmpvZQ==";

    final CountDownLatch waiting = new CountDownLatch(1);
    private final HttpFrontEnd frontEnd;

    TestFrontEnd() throws HttpStartException {
        this(settings(true, Duration.ofMinutes(1)));
    }

    TestFrontEnd(HttpSettings settings) throws HttpStartException {
        frontEnd = new HttpFrontEnd(settings, TestFrontEnd::authenticate, routes());
        frontEnd.start();
    }

    static HttpSettings settings(boolean firstLevel, Duration idleTimeout) {
        return new HttpSettings(
                "127.0.0.1",
                0,
                null,
                0,
                null,
                false,
                firstLevel,
                true,
                BODY_BYTES_MAX,
                HttpSettings.CONNECTIONS_MAX,
                idleTimeout,
                false,
                Set.of("events.example.org"),
                Set.of("https://friend.example"));
    }

    int port() {
        return frontEnd.port();
    }

    void stop(Duration patience) {
        frontEnd.stop(patience);
    }

    RawClient connect() throws java.io.IOException {
        return new RawClient(port());
    }

    /** Sends one request on a connection of its own; {@code Host} is added. */
    RawClient.Response send(String requestLine, String... headers) throws java.io.IOException {
        try (RawClient client = connect()) {
            String[] lines = new String[headers.length + 2];
            lines[0] = requestLine + " HTTP/1.1";
            lines[1] = "Host: 127.0.0.1:" + port();
            System.arraycopy(headers, 0, lines, 2, headers.length);
            return client.send(lines);
        }
    }

    /** Asserts that a request ended at the common checks. */
    static void assertRejected(RawClient.Response response, int status, String reason) {
        assertThat(response.statusLine()).isEqualTo("HTTP/1.1 " + status + " " + reason);
        assertThat(response.header("Content-Length")).isEqualTo("0");
        assertThat(response.header("Content-Type")).isEqualTo("(none)");
    }

    @Override
    public void close() {
        frontEnd.stop(Duration.ofSeconds(1));
    }

    private static AuthResult authenticate(
            @Nullable String authorization, @Nullable String trusted) {
        if (authorization == null) {
            return new AuthResult.Known(
                    trusted == null ? Caller.ANONYMOUS : new Caller(trusted, Set.of(trusted)));
        }
        if (authorization.equals(ADMIN.substring("Authorization: ".length()))) {
            return new AuthResult.Known(new Caller("admin", Set.of("admin", Caller.ADMINS)));
        }
        return authorization.equals(JOE.substring("Authorization: ".length()))
                ? new AuthResult.Known(new Caller("joe", Set.of("joe")))
                : new AuthResult.Rejected();
    }

    private List<Route> routes() {
        return List.of(
                Route.get("/open", ANYONE, MediaTypes.INFO, TestFrontEnd::show),
                Route.get("/login", AUTHENTICATED, MediaTypes.INFO, TestFrontEnd::show),
                Route.get("/admin", ADMINISTRATOR, MediaTypes.INFO, TestFrontEnd::show),
                Route.post(
                        "/things/{thing}",
                        AUTHENTICATED,
                        MediaTypes.IN_ATOM,
                        MediaTypes.IN_ATOM,
                        TestFrontEnd::echoLength),
                Route.get("/things/{thing}", ANYONE, MediaTypes.INFO, TestFrontEnd::show),
                Route.post("/echo", ANYONE, null, MediaTypes.ANY, TestFrontEnd::echo),
                Route.get("/refused", ANYONE, MediaTypes.INFO, TestFrontEnd::refuse),
                Route.get("/broken", ANYONE, MediaTypes.INFO, TestFrontEnd::fail),
                Route.get("/large", ANYONE, MediaTypes.ANY, TestFrontEnd::large),
                Route.get("/streamed", ANYONE, MediaTypes.ANY, TestFrontEnd::streamed),
                Route.get("/cut", ANYONE, MediaTypes.ANY, TestFrontEnd::cut),
                Route.get("/cached", ANYONE, MediaTypes.ANY, TestFrontEnd::cached),
                Route.get("/created", ANYONE, MediaTypes.ANY, call -> Reply.emptyText(201)),
                Route.get("/wait/{millis}", ANYONE, MediaTypes.ANY, this::waitAWhile));
    }

    private static Reply show(Call call) {
        String caller = call.caller().login();
        return Reply.ok(
                call.responseType(),
                (caller == null ? "nobody" : caller) + " " + call.links().self());
    }

    private static Reply echoLength(Call call) throws BadRequest {
        return Reply.of(201, MediaType.TEXT, call.pathParameter("thing") + " " + call.body().length)
                .with("Location", call.links().stream(call.pathParameter("thing")));
    }

    private static Reply echo(Call call) throws BadRequest {
        return Reply.ok(MediaType.OCTET_STREAM, call.body());
    }

    private static Reply refuse(Call call) throws BadRequest {
        throw new BadRequest("'x' is no valid\r\nInjected: count");
    }

    private static Reply fail(Call call) {
        throw new IllegalStateException("for a test");
    }

    private static Reply large(Call call) {
        return Reply.ok(MediaType.TEXT, "0123456789".repeat(LARGE_BYTES / 10));
    }

    private static Reply streamed(Call call) {
        return Reply.streamed(
                MediaType.TEXT,
                out -> {
                    for (int i = 0; i < 1000; i++) {
                        out.write("0123456789".getBytes(StandardCharsets.UTF_8));
                    }
                });
    }

    private static Reply cut(Call call) {
        return Reply.streamed(
                MediaType.TEXT,
                out -> {
                    out.write(new byte[100_000]);
                    throw new IllegalStateException("for a test");
                });
    }

    private static Reply cached(Call call) {
        return Reply.ok(MediaType.JSON, "{}").with("Cache-Control", "max-age=31536000, public");
    }

    private Reply waitAWhile(Call call) throws InterruptedException {
        long millis = Long.parseLong(call.pathParameter("millis"));
        waiting.countDown();
        boolean whole = call.await(() -> Thread.sleep(Duration.ofMillis(millis)));
        return Reply.ok(MediaType.TEXT, whole ? "waited" : "cut short");
    }
}
