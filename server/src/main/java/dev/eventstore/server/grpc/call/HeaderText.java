package dev.eventstore.server.grpc.call;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Text in headers: what they cannot carry is percent-encoded UTF-8. */
final class HeaderText {
    /** The longest text; the rest of a longer one is left out, so that every client takes it. */
    static final int CHARACTERS_MAX = 4_096;

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private HeaderText() {}

    static String encode(String text) {
        String bounded = text.length() > CHARACTERS_MAX ? text.substring(0, CHARACTERS_MAX) : text;
        for (int i = 0; i < bounded.length(); i++) {
            if (!isPlain(bounded.charAt(i))) {
                return escape(bounded);
            }
        }
        return bounded;
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() * 2);
        for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            if (isPlain(c)) {
                escaped.append(c);
            } else {
                escaped.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return escaped.toString();
    }

    private static boolean isPlain(char c) {
        return c >= ' ' && c <= '~' && c != '%';
    }
}
