package dev.eventstore.server.crash;

import dev.eventstore.server.event.NewEvent;
import dev.eventstore.server.event.Payload;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Events that one writer appends in one go. Each says which batch it belongs to, so that an audit
 * of the log can tell a whole batch from a part.
 *
 * @param writer who appends it
 * @param number the how many-th batch of that writer it is, from 0
 * @param size how many events it has
 */
record Batch(int writer, long number, int size) {
    private static final Pattern NUMBERS = Pattern.compile("(\\d+) (\\d+) (\\d+) (\\d+)");

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
        // An id of zeros only is none.
        return new UUID(writer + 1L, (number << 16) | index);
    }

    String json(int index) {
        return "{\"part\":\"" + writer + " " + number + " " + size + " " + index + "\"}";
    }

    /** What an event says of itself; a node may have laid out its JSON anew. */
    static Part parse(String json) {
        Matcher numbers = NUMBERS.matcher(json);
        if (!numbers.find()) {
            throw new IllegalArgumentException(json);
        }
        return new Part(
                new Batch(
                        Integer.parseInt(numbers.group(1)),
                        Long.parseLong(numbers.group(2)),
                        Integer.parseInt(numbers.group(3))),
                Integer.parseInt(numbers.group(4)));
    }

    private Payload padding() {
        return Payload.of(new byte[(int) (number % 300)]);
    }
}
