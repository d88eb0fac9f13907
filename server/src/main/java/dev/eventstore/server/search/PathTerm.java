package dev.eventstore.server.search;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.eventstore.server.event.Payload;
import dev.eventstore.server.event.RecordedEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;

/**
 * A value at a path in an event's JSON, such as {@code order.items.sku=tea} or {@code amount>10}.
 * The first step {@code meta} leads into the metadata. A list on the way stands for each of its
 * items, unless the step is a number.
 *
 * @param inMetadata whether the path leads into the metadata
 * @param steps the path, one step or more
 * @param comparison how the value there is compared
 * @param value with what
 */
record PathTerm(
        boolean inMetadata,
        List<String> steps,
        Comparison comparison,
        String value,
        Needle lastStep,
        Needle valueText)
        implements Term {
    /** Longer documents are not looked into. */
    private static final int BYTES_MAX = 16 * 1024 * 1024;

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    /** The ways to compare. */
    enum Comparison {
        NOT_EQUAL("!="),
        AT_MOST("<="),
        AT_LEAST(">="),
        EQUAL("="),
        LESS("<"),
        MORE(">");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }

        boolean holds(int order) {
            return switch (this) {
                case NOT_EQUAL -> order != 0;
                case AT_MOST -> order <= 0;
                case AT_LEAST -> order >= 0;
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case MORE -> order > 0;
            };
        }
    }

    static PathTerm of(
            boolean inMetadata, List<String> steps, Comparison comparison, String value) {
        return new PathTerm(
                inMetadata,
                List.copyOf(steps),
                comparison,
                value,
                new Needle(steps.getLast()),
                new Needle(value));
    }

    @Override
    public boolean fits(RecordedEvent event) {
        Payload payload = inMetadata ? event.metadata() : event.data();
        return payload.size() <= BYTES_MAX && mayFit(payload) && fits(root(payload), 0);
    }

    /** Spares most events from being parsed. */
    private boolean mayFit(Payload payload) {
        boolean plain = value.chars().allMatch(c -> c >= ' ' && c < 127 && c != '"' && c != '\\');
        boolean hasStep = isNumber(steps.getLast()) || lastStep.isIn(payload);
        // A number may be written in several ways, and so may what is not plain.
        boolean asWritten = comparison == Comparison.EQUAL && plain && !isDecimal(value);
        return hasStep && (!asWritten || valueText.isIn(payload));
    }

    private static JsonNode root(Payload payload) {
        try {
            return JSON.readTree(payload.bytes());
        } catch (JacksonException noJson) {
            return JSON.missingNode();
        } catch (IOException impossible) {
            throw new IllegalStateException("Reading from memory failed.", impossible);
        }
    }

    private boolean fits(JsonNode node, int step) {
        if (step == steps.size()) {
            return isRight(node);
        }
        String name = steps.get(step);
        if (!node.isArray()) {
            JsonNode next = node.get(name);
            return next != null && fits(next, step + 1);
        }
        if (isNumber(name)) {
            JsonNode next = node.get(Integer.parseInt(name));
            return next != null && fits(next, step + 1);
        }
        for (JsonNode item : node) {
            if (fits(item, step)) {
                return true;
            }
        }
        return false;
    }

    private boolean isRight(JsonNode node) {
        if (node.isArray()) {
            for (JsonNode item : node) {
                if (isRight(item)) {
                    return true;
                }
            }
            return false;
        }
        if (node.isNumber() && isDecimal(value)) {
            return comparison.holds(node.decimalValue().compareTo(new BigDecimal(value)));
        }
        return !node.isObject()
                && comparison.holds(Integer.signum(node.asText().compareToIgnoreCase(value)));
    }

    private static boolean isNumber(String step) {
        return step.matches("\\d{1,6}");
    }

    private static boolean isDecimal(String text) {
        return text.matches("-?\\d{1,30}(?:\\.\\d{1,30})?");
    }
}
