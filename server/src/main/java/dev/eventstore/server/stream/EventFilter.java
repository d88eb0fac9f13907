package dev.eventstore.server.stream;

import dev.eventstore.server.event.RecordedEvent;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Which events a reader of everything wants. What is tested is the event as it stands in the log,
 * so that of a link its own stream and type count, not its target's.
 */
public sealed interface EventFilter {
    /** What of an event is tested. */
    enum Subject {
        /** The name of the stream that it was appended to. */
        STREAM_NAME,
        /** Its type. */
        EVENT_TYPE;

        String of(RecordedEvent event) {
            return switch (this) {
                case STREAM_NAME -> event.stream().value();
                case EVENT_TYPE -> event.type();
            };
        }
    }

    /** No filter at all. */
    enum Everything implements EventFilter {
        /** Every event is wanted. */
        EVERYTHING
    }

    /** What applications do. */
    enum Applications implements EventFilter {
        /**
         * Wanted are events in streams {@linkplain
         * dev.eventstore.server.event.StreamName#isOfApplication of applications}.
         */
        APPLICATIONS;

        /** The same in the words of a regular expression. */
        public ByRegex asRegex() {
            return new ByRegex(Subject.STREAM_NAME, Pattern.compile("^(?:[^$]|\\$\\$[^$])"));
        }
    }

    /**
     * Wanted is what begins with one of some texts.
     *
     * @param prefixes one or more; an empty one fits everything
     */
    record ByPrefix(Subject subject, List<String> prefixes) implements EventFilter {
        /**
         * @throws IllegalArgumentException if there is no prefix
         */
        public ByPrefix {
            if (prefixes.isEmpty()) {
                throw new IllegalArgumentException("A filter needs at least one prefix.");
            }
            prefixes = List.copyOf(prefixes);
        }
    }

    /**
     * Wanted is that in which a pattern is found somewhere.
     *
     * @param pattern anchors are up to it
     */
    record ByRegex(Subject subject, Pattern pattern) implements EventFilter {}

    /** The longest pattern, in characters. */
    int PATTERN_MAX = 10_000;

    /**
     * A filter by a regular expression.
     *
     * @throws IllegalArgumentException if it is none, or too long
     */
    static EventFilter byRegex(Subject subject, String expression) {
        if (expression.length() > PATTERN_MAX) {
            throw new IllegalArgumentException(
                    "A regular expression may have at most " + PATTERN_MAX + " characters.");
        }
        try {
            return new ByRegex(subject, Pattern.compile(expression));
        } catch (PatternSyntaxException notOne) {
            throw new IllegalArgumentException(
                    "Not a regular expression: " + notOne.getDescription() + ".", notOne);
        }
    }

    /**
     * Answers whether an event is wanted.
     *
     * @throws FilterTooCostlyException if the expression takes for ever on this event
     */
    default boolean wants(RecordedEvent event) {
        return switch (this) {
            case Everything.EVERYTHING -> true;
            case Applications.APPLICATIONS -> event.stream().isOfApplication();
            case ByPrefix(Subject subject, List<String> prefixes) -> {
                String text = subject.of(event);
                yield prefixes.stream().anyMatch(text::startsWith);
            }
            case ByRegex(Subject subject, Pattern pattern) ->
                    pattern.matcher(new CountedText(subject.of(event))).find();
        };
    }
}
