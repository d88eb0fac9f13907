package dev.eventstore.server.security;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * Login and password as a client sends them.
 *
 * @param login what stands before the first colon
 * @param password what stands behind it
 */
record BasicCredentials(String login, String password) {
    private static final String SCHEME = "Basic ";

    /** Reads an {@code Authorization} header; empty if it is no readable Basic header. */
    static Optional<BasicCredentials> read(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        String text = text(decoded);
        int colon = text.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : Optional.of(
                        new BasicCredentials(text.substring(0, colon), text.substring(colon + 1)));
    }

    /** Tells of no password. */
    @Override
    public String toString() {
        return "BasicCredentials[" + login + "]";
    }

    /** UTF-8, or Latin-1 as older clients send it where it is no UTF-8. */
    private static String text(byte[] decoded) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(decoded)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(decoded, StandardCharsets.ISO_8859_1);
        }
    }
}
