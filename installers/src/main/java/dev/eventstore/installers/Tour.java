package dev.eventstore.installers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** What people do with a new node: look at it, append, read, wait, shut it down. */
final class Tour {
    private static final Duration START_WITHIN = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int ROUNDS = 20;
    private static final String EVENTS = "application/vnd.eventstore.events+json";

    /** What is in each event. */
    static final String DATA =
            """
            {"order": 7, "customer": {"name": "Zoë", "city": "Łódź"}, "paid": true, "amount": 4.5,\
             "items": [{"name": "tea", "count": 2}, {"name": "milk", "count": 1}]}\
            """;

    /** Of the API, and of the Admin UI with what it asks for. */
    private static final List<String> PAGES =
            List.of(
                    "/info",
                    "/stats",
                    "/web/index.html",
                    "/web/app.js",
                    "/streams/tour-1",
                    "/streams/tour-1?embed=body",
                    "/streams/tour-1/0",
                    "/streams/tour-1/0/forward/20?embed=rich",
                    "/streams/tour-1/metadata",
                    "/streams/%24all?embed=body",
                    "/streams/nobody",
                    "/projections/any",
                    "/metrics",
                    "/web/api.js",
                    "/web/base.css",
                    "/ui-api/session",
                    "/ui-api/resources",
                    "/ui-api/streams",
                    "/ui-api/events",
                    "/ui-api/streams/tour-1/events",
                    "/ui-api/streams/tour-1/events/0",
                    "/ui-api/subscriptions");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String node;

    Tour(int port) {
        node = "http://127.0.0.1:" + port;
    }

    /** Takes the tour once the node is there. */
    void take() throws IOException, InterruptedException {
        awaitNode();
        for (int round = 0; round < ROUNDS; round++) {
            append();
            for (String page : PAGES) {
                send(request(page).header("Accept", accepted(round)).build());
            }
        }
    }

    /** Ends the node. */
    void shutDown() throws IOException, InterruptedException {
        send(request("/admin/shutdown").POST(BodyPublishers.noBody()).build());
    }

    private void awaitNode() throws InterruptedException {
        Instant deadline = Instant.now().plus(START_WITHIN);
        while (!answers()) {
            if (Instant.now().isAfter(deadline)) {
                throw new BuildFailedException("No node answers at " + node);
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return send(request("/info").build()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void append() throws IOException, InterruptedException {
        String event =
                "[{\"eventId\":\"%s\",\"eventType\":\"taken\",\"data\":%s}]"
                        .formatted(UUID.randomUUID(), DATA);
        HttpResponse<String> answer =
                send(
                        request("/streams/tour-1")
                                .header("Content-Type", EVENTS)
                                .POST(BodyPublishers.ofString(event))
                                .build());
        if (answer.statusCode() != 201) {
            throw new BuildFailedException(
                    "An append was answered with " + answer.statusCode() + " " + answer.body());
        }
    }

    /** Turns through the media types. */
    private static String accepted(int round) {
        return switch (round % 3) {
            case 0 -> "application/vnd.eventstore.atom+json, application/json, */*;q=0.1";
            case 1 -> "application/atom+xml, application/xml, */*;q=0.1";
            default -> "text/html, */*;q=0.1";
        };
    }

    private HttpRequest.Builder request(String path) {
        String login =
                Base64.getEncoder()
                        .encodeToString("admin:changeit".getBytes(StandardCharsets.US_ASCII));
        return HttpRequest.newBuilder(URI.create(node + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Basic " + login);
    }

    private HttpResponse<String> send(HttpRequest request)
            throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }
}
