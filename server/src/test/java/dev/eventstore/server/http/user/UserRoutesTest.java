package dev.eventstore.server.http.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.eventlog.EventLog;
import dev.eventstore.server.http.HttpFrontEnd;
import dev.eventstore.server.http.HttpSettings;
import dev.eventstore.server.http.HttpStartException;
import dev.eventstore.server.http.routing.AuthResult;
import dev.eventstore.server.security.Accounts;
import dev.eventstore.server.security.Caller;
import dev.eventstore.server.security.Passwords;
import dev.eventstore.server.security.WatchedStreams;
import dev.eventstore.server.stream.Streams;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the recordings of version 5 leave open: how a request is refused, and what XML looks like.
 */
class UserRoutesTest {
    private static final Caller ADMIN = new Caller("admin", Set.of("admin", Caller.ADMINS));

    private final EventLog log = EventLog.inMemory();
    private final Accounts accounts =
            new Accounts(
                    new WatchedStreams(new Streams(log, InstantSource.system(), UUID::randomUUID)),
                    new Passwords(new SecureRandom(), InstantSource.system()),
                    UUID::randomUUID);
    private final HttpFrontEnd frontEnd;
    private final HttpClient client = HttpClient.newHttpClient();
    private Caller caller = ADMIN;

    UserRoutesTest() throws HttpStartException {
        frontEnd =
                new HttpFrontEnd(
                        HttpSettings.loopback(0),
                        (_, _) -> new AuthResult.Known(caller),
                        new UserRoutes(accounts).routes());
    }

    @BeforeEach
    void start() throws HttpStartException {
        accounts.createInitial();
        frontEnd.start();
    }

    @AfterEach
    void stop() {
        client.close();
        frontEnd.stop(Duration.ofSeconds(1));
        log.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"loginName\":\"ann\"|not valid JSON at line 1, column",
                "[]|The body must be a JSON object.",
                "''|The body must be a JSON object.",
                "{\"password\":\"x\"}|The member 'loginName' is missing.",
                "{\"loginName\":\"ann\"}|The member 'password' is missing.",
                "{\"loginName\":null,\"password\":\"x\"}|The member 'loginName' is missing.",
                "{\"loginName\":\"ann\",\"password\":{}}|The member 'password' must hold strings.",
                "{\"loginName\":\"ann\",\"password\":\"x\",\"groups\":\"a\"}|The member 'groups' must",
                "{\"loginName\":\"$ann\",\"password\":\"x\"}|loginName must not begin with $",
                "{\"loginName\":\"a:b\",\"password\":\"x\"}|loginName must not contain a colon",
                "{\"loginName\":\"ann\",\"password\":\"\"}|password must have 1 to 1024 characters"
            })
    void a_body_that_makes_no_sense_is_refused_with_a_sentence(String body, String sentence)
            throws Exception {
        HttpResponse<String> answer = post("/users", "application/json", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains(sentence);
        assertThat(accounts.all()).hasSize(2);
    }

    @Test
    void xml_is_not_read() throws Exception {
        assertThat(post("/users", "text/xml", "<a/>").statusCode()).isEqualTo(415);
    }

    @Test
    void an_account_can_be_read_as_xml() throws Exception {
        HttpRequest request = request("/users/admin").header("Accept", "text/xml").GET().build();
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .startsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>")
                .contains("<LoginName>admin</LoginName>")
                .contains("<Groups><string>$admins</string></Groups>");
    }

    @Test
    void names_of_any_script_come_back_and_are_escaped_in_links() throws Exception {
        String body = "{\"loginName\":\"jörg ä/b\",\"fullName\":\"日本 <&>\",\"password\":\"x\"}";
        HttpResponse<String> created = post("/users/", "application/json", body);
        assertThat(created.statusCode()).isEqualTo(201);
        String location = created.headers().firstValue("Location").orElseThrow();
        assertThat(location).endsWith("/users/j%C3%B6rg%20%C3%A4%2Fb");
    }

    @Test
    void who_is_no_administrator_changes_nothing() throws Exception {
        caller = new Caller("ben", Set.of("ben"));
        assertThat(
                        post(
                                        "/users",
                                        "application/json",
                                        "{\"loginName\":\"ann\",\"password\":\"x\"}")
                                .statusCode())
                .isEqualTo(401);
        assertThat(post("/users/ops/command/disable", "application/json", "").statusCode())
                .isEqualTo(401);
        HttpRequest delete = request("/users/ops").DELETE().build();
        assertThat(client.send(delete, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
        assertThat(accounts.find("ann")).isEmpty();
        assertThat(accounts.find("ops").orElseThrow().isDisabled()).isFalse();
    }

    private HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request =
                request(path)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body))
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + frontEnd.port() + path));
    }
}
