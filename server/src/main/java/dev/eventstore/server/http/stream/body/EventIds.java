package dev.eventstore.server.http.stream.body;

import java.util.Optional;
import java.util.UUID;

/**
 * Reads event ids in the forms that .NET writes: 32 hexadecimal digits plain, with dashes, or with
 * dashes in braces or parentheses.
 */
public final class EventIds {
    /** The id of nothing. */
    public static final UUID ZERO = new UUID(0, 0);

    private static final int PLAIN_LENGTH = 32;
    private static final int DASHED_LENGTH = 36;

    private EventIds() {}

    /** The id that a text stands for, surrounding blanks aside; empty if it is none. */
    public static Optional<UUID> parse(String text) {
        String trimmed = text.strip();
        if (isWrapped(trimmed)) {
            trimmed = trimmed.substring(1, trimmed.length() - 1);
            if (trimmed.length() != DASHED_LENGTH) {
                return Optional.empty();
            }
        }
        return switch (trimmed.length()) {
            case PLAIN_LENGTH -> bits(trimmed);
            case DASHED_LENGTH ->
                    isDashed(trimmed) ? bits(withoutDashes(trimmed)) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isWrapped(String text) {
        return text.length() == DASHED_LENGTH + 2
                && ((text.startsWith("{") && text.endsWith("}"))
                        || (text.startsWith("(") && text.endsWith(")")));
    }

    private static boolean isDashed(String text) {
        return text.charAt(8) == '-'
                && text.charAt(13) == '-'
                && text.charAt(18) == '-'
                && text.charAt(23) == '-';
    }

    private static String withoutDashes(String text) {
        return text.substring(0, 8)
                + text.substring(9, 13)
                + text.substring(14, 18)
                + text.substring(19, 23)
                + text.substring(24);
    }

    private static Optional<UUID> bits(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c > 'f' || Character.digit(c, 16) < 0) {
                return Optional.empty();
            }
        }
        return Optional.of(
                new UUID(
                        Long.parseUnsignedLong(digits, 0, 16, 16),
                        Long.parseUnsignedLong(digits, 16, 32, 16)));
    }
}
