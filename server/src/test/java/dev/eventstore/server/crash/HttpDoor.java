package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.fixture.Client;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;

/** Appends through HTTP. */
final class HttpDoor implements Door {
    private final Client client;

    HttpDoor(URI node) {
        client = new Client(node);
    }

    @Override
    public void append(String stream, long expected, List<NewEvent> events) throws Gone {
        HttpResponse<String> answer;
        try {
            answer =
                    client.post(
                            "/streams/" + stream,
                            body(events),
                            "Content-Type",
                            Client.EVENTS,
                            "ES-ExpectedVersion",
                            Long.toString(expected));
        } catch (UncheckedIOException gone) {
            throw new Gone(gone);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    private static String body(List<NewEvent> events) {
        return events.stream()
                .map(event ->
                        "{\"eventId\":\"%s\",\"eventType\":\"%s\",\"data\":%s}"
                                .formatted(event.id(), event.type(), event.data().text()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public void close() {
        // Its connections end with the node.
    }
}
