package dev.eventstore.server.http.stream.feed;

import dev.eventstore.server.event.Position;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A place in everything as addresses have it: 32 hexadecimal digits, the commit position and the
 * prepare position. Only the first says where to read; the second is kept, because clients compare
 * addresses as texts.
 *
 * @param commit 0 or more
 * @param prepare 0 or more
 */
public record AllPosition(long commit, long prepare) {
    /** Before everything. */
    public static final AllPosition START = new AllPosition(0, 0);

    private static final int HALF = 16;

    /** The place of a position, written twice. */
    public static AllPosition of(Position position) {
        return new AllPosition(position.value(), position.value());
    }

    /** Reads 32 digits; empty if the text is anything else or a number is negative. */
    public static Optional<AllPosition> parse(String text) {
        if (text.length() != 2 * HALF || !text.chars().allMatch(HexFormat::isHexDigit)) {
            return Optional.empty();
        }
        long commit = HexFormat.fromHexDigitsToLong(text, 0, HALF);
        long prepare = HexFormat.fromHexDigitsToLong(text, HALF, 2 * HALF);
        return commit < 0 || prepare < 0
                ? Optional.empty()
                : Optional.of(new AllPosition(commit, prepare));
    }

    /** Where to read. */
    public Position position() {
        return Position.of(commit);
    }

    /** The digits, upper case. */
    public String text() {
        HexFormat hex = HexFormat.of().withUpperCase();
        return hex.toHexDigits(commit) + hex.toHexDigits(prepare);
    }
}
