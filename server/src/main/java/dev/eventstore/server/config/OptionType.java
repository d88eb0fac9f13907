package dev.eventstore.server.config;

import java.net.InetAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an option may be set to. */
public sealed interface OptionType {
    /** True or false; naming the option alone means true. */
    record Flag() implements OptionType {}

    /** A whole number within bounds, both included. */
    record WholeNumber(long min, long max) implements OptionType {}

    /** Any text. */
    record Text() implements OptionType {}

    /** A text that is never shown. */
    record Secret() implements OptionType {}

    /** A file or folder; {@code ~/} stands for the user's home. */
    record Place() implements OptionType {}

    /** An IP address or {@code localhost}. */
    record Address() implements OptionType {}

    /**
     * One of some words, in any case.
     *
     * @param alsoCalled what other servers call some of the words, in lower case
     */
    record Choice(List<String> words, Map<String, String> alsoCalled) implements OptionType {
        public Choice {
            words = List.copyOf(words);
            alsoCalled = Map.copyOf(alsoCalled);
        }
    }

    /** Brings a text into the form in which it is kept; empty if the type refuses it. */
    default Optional<String> canonical(String text) {
        return switch (this) {
            case Flag() -> flag(text);
            case WholeNumber(long min, long max) -> number(text, min, max);
            case Text(), Secret() -> Optional.of(text);
            case Place() -> place(text);
            case Address() -> address(text);
            case Choice(List<String> words, Map<String, String> alsoCalled) -> {
                String wanted = text.strip().toLowerCase(Locale.ROOT);
                String word = alsoCalled.getOrDefault(wanted, wanted);
                yield words.stream().filter(word::equalsIgnoreCase).findFirst();
            }
        };
    }

    /** Completes the sentence "The value must be …". */
    default String expectation() {
        return switch (this) {
            case Flag() -> "true or false (also yes/no, on/off, 1/0)";
            case WholeNumber(long min, long max) -> "a whole number from " + min + " to " + max;
            case Text(), Secret() -> "a text";
            case Place() -> "a file or folder";
            case Address() -> "an IP address such as 127.0.0.1 or 0.0.0.0";
            case Choice(List<String> words, Map<String, String> _) ->
                    "one of " + String.join(", ", words);
        };
    }

    /** What stands for the value in {@code --help}. */
    default String placeholder() {
        return switch (this) {
            case Flag() -> "";
            case WholeNumber(long _, long _) -> "<number>";
            case Text(), Secret() -> "<text>";
            case Place() -> "<path>";
            case Address() -> "<ip>";
            case Choice(List<String> words, Map<String, String> _) ->
                    "<" + String.join("|", words) + ">";
        };
    }

    private static Optional<String> flag(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "1" -> Optional.of("true");
            case "false", "no", "off", "0" -> Optional.of("false");
            default -> Optional.empty();
        };
    }

    private static Optional<String> number(String text, long min, long max) {
        try {
            long number = Long.parseLong(text.strip());
            return number < min || number > max
                    ? Optional.empty()
                    : Optional.of(Long.toString(number));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Optional<String> place(String text) {
        try {
            return Optional.of(Path.of(text).toString());
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }

    private static Optional<String> address(String text) {
        if (text.strip().equalsIgnoreCase("localhost")) {
            return Optional.of("127.0.0.1");
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text.strip()).getHostAddress());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
