package dev.eventstore.server.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.eventstore.server.fixture.Client;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Appends batches to a stream of its own, each behind the one before, until the node is gone. What
 * was sent last and not answered is sent again when the node is back.
 */
final class HttpWriter {
    private static final int BATCH_MAX = 20;

    private final int number;
    private final Random dice;
    private Batch next;
    private long revision = -1;
    private long acknowledged = -1;

    HttpWriter(int number, Random dice) {
        this.number = number;
        this.dice = dice;
        this.next = new Batch(number, 0, 1);
    }

    String stream() {
        return "writer-" + number;
    }

    int number() {
        return number;
    }

    /** The newest batch that was answered, −1 if none was. */
    long acknowledged() {
        return acknowledged;
    }

    void writeUntilGone(Client client) {
        try {
            while (true) {
                HttpResponse<String> answer =
                        client.post(
                                "/streams/" + stream(),
                                body(),
                                "Content-Type",
                                Client.EVENTS,
                                "ES-ExpectedVersion",
                                Long.toString(revision));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                acknowledged = next.number();
                revision += next.size();
                next = new Batch(number, acknowledged + 1, 1 + dice.nextInt(BATCH_MAX));
            }
        } catch (UncheckedIOException gone) {
            // What was not answered is sent again.
        }
    }

    private String body() {
        return next.events(0, next.size()).stream()
                .map(event ->
                        "{\"eventId\":\"%s\",\"eventType\":\"%s\",\"data\":%s}"
                                .formatted(event.id(), event.type(), event.data().text()))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
