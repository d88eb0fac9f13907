package dev.eventstore.server.group;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.eventstore.server.event.Position;
import dev.eventstore.server.subscription.Reached;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Places as they are written: a number in a stream, {@code C:n/P:n} in everything. */
final class PlaceText {
    private static final Pattern IN_ALL = Pattern.compile("C:(\\d{1,18})/P:\\d{1,18}");

    private PlaceText() {}

    static JsonNode write(Reached place) {
        return switch (place) {
            case Reached.InStream(long revision) -> JsonNodeFactory.instance.numberNode(revision);
            case Reached.InAll(Position at) -> JsonNodeFactory.instance.textNode(text(at));
        };
    }

    static String text(Position at) {
        return "C:" + at + "/P:" + at;
    }

    static Optional<Reached> read(JsonNode node) {
        if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= -1) {
            return Optional.of(new Reached.InStream(node.longValue()));
        }
        Matcher matcher = IN_ALL.matcher(node.asText(""));
        return matcher.matches()
                ? Optional.of(new Reached.InAll(Position.of(Long.parseLong(matcher.group(1)))))
                : Optional.empty();
    }
}
