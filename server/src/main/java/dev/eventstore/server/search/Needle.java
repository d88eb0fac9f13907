package dev.eventstore.server.search;

import dev.eventstore.server.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/**
 * A text to be found in bytes without decoding them. ASCII letters fit in either case, all other
 * characters as they are.
 */
final class Needle {
    private static final int BYTES = 256;

    private final String text;
    private final byte[] lower;

    /** How far to go on where the last byte of the window is this one. */
    private final int[] steps = new int[BYTES];

    /**
     * @param text one character or more
     */
    Needle(String text) {
        this.text = text.toLowerCase(Locale.ROOT);
        this.lower = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < lower.length; i++) {
            lower[i] = lower(lower[i]);
        }
        Arrays.fill(steps, lower.length);
        for (int i = 0; i < lower.length - 1; i++) {
            steps[lower[i] & 0xff] = lower.length - 1 - i;
        }
    }

    boolean isIn(Payload payload) {
        byte[] bytes = payload.bytes();
        int last = lower.length - 1;
        for (int end = last; end < bytes.length; ) {
            int i = last;
            int at = end;
            while (i >= 0 && lower(bytes[at]) == lower[i]) {
                i--;
                at--;
            }
            if (i < 0) {
                return true;
            }
            end += steps[lower(bytes[end]) & 0xff];
        }
        return false;
    }

    boolean isIn(String words) {
        return words.toLowerCase(Locale.ROOT).contains(text);
    }

    private static byte lower(byte b) {
        return b >= 'A' && b <= 'Z' ? (byte) (b + 32) : b;
    }
}
