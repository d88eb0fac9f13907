package dev.eventstore.server.http.routing;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text inside a URI: percent-encoded UTF-8. */
public final class UriText {
    private static final String HEX = "0123456789ABCDEF";

    /** What the web server makes of a byte outside of escapes that is no part of UTF-8. */
    private static final char UNREADABLE = '\uFFFD';

    private UriText() {}

    /**
     * Reads one segment of a path.
     *
     * @throws BadRequest if an escape is broken or the bytes are no UTF-8
     */
    public static String decode(String encoded) throws BadRequest {
        requireReadable(encoded);
        return encoded.indexOf('%') < 0 ? encoded : decode(encoded, false);
    }

    /**
     * Reads a name or value of a query, in which {@code +} is a blank; fails as {@link #decode}.
     */
    static String decodeQuery(String encoded) throws BadRequest {
        requireReadable(encoded);
        return encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0
                ? encoded
                : decode(encoded, true);
    }

    /** Writes any text as one segment: all but letters, digits and {@code -._~} is escaped. */
    public static String escape(String text) {
        int plain = 0;
        while (plain < text.length() && isUnreserved(text.charAt(plain))) {
            plain++;
        }
        if (plain == text.length()) {
            return text;
        }
        var escaped = new StringBuilder(text.length() + 16).append(text, 0, plain);
        for (byte b : text.substring(plain).getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved((char) (b & 0xff))) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return escaped.toString();
    }

    /** Two addresses must not become one because what differs in them cannot be read. */
    private static void requireReadable(String encoded) throws BadRequest {
        if (encoded.indexOf(UNREADABLE) >= 0) {
            throw new BadRequest("The address holds bytes that are no UTF-8.");
        }
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }

    private static String decode(String encoded, boolean plusIsBlank) throws BadRequest {
        byte[] source = encoded.getBytes(StandardCharsets.UTF_8);
        byte[] target = new byte[source.length];
        int length = 0;
        for (int i = 0; i < source.length; i++) {
            byte b = source[i];
            if (b == '%') {
                int high = i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
                int low = i + 2 < source.length ? Character.digit(source[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new BadRequest("The address has a broken percent escape.");
                }
                b = (byte) (high << 4 | low);
                i += 2;
            } else if (b == '+' && plusIsBlank) {
                b = ' ';
            }
            target[length++] = b;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(target, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new BadRequest("The address is not valid UTF-8 behind its percent escapes.");
        }
    }
}
