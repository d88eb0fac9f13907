package dev.eventstore.server.crash;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Events that one writer appends in one go. Each says which batch it belongs to, so that an audit
 * of the log can tell a whole batch from a part.
 *
 * @param writer who appends it
 * @param number the how many-th batch of that writer it is, from 0
 * @param size how many events it has
 */
record Batch(int writer, long number, int size) {
    /** One event of a batch. */
    record Part(Batch batch, int index) {}

    /** The events from one index to before another, the same each time. */
    List<NewEvent> events(int from, int to) {
        List<NewEvent> events = new ArrayList<>(to - from);
        for (int index = from; index < to; index++) {
            events.add(
                    new NewEvent(id(index), "batched", true, Payload.of(json(index)), padding()));
        }
        return events;
    }

    UUID id(int index) {
        return new UUID(writer, (number << 16) | index);
    }

    String json(int index) {
        return "{\"part\":\"" + writer + " " + number + " " + size + " " + index + "\"}";
    }

    static Part parse(String json) {
        String[] numbers =
                json.substring("{\"part\":\"".length(), json.length() - 2).split(" ", -1);
        return new Part(
                new Batch(
                        Integer.parseInt(numbers[0]),
                        Long.parseLong(numbers[1]),
                        Integer.parseInt(numbers[2])),
                Integer.parseInt(numbers[3]));
    }

    private Payload padding() {
        return Payload.of(new byte[(int) (number % 300)]);
    }
}
