package dev.eventstore.server.http.stream.payload;

/**
 * Carries any text as the name of an XML element: what a name must not hold is written {@code
 * _xHHHH_}, as .NET does it.
 */
final class XmlNames {
    private static final int ESCAPE_LENGTH = 7;

    private XmlNames() {}

    /** The name for a text; an empty text becomes {@code _}. */
    static String encode(String text) {
        if (text.isEmpty()) {
            return "_";
        }
        StringBuilder name = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = i == 0 ? isStart(c) : isPart(c);
            if (fits && !(c == '_' && isEscape(text, i))) {
                name.append(c);
            } else {
                name.append(String.format("_x%04X_", (int) c));
            }
        }
        return name.toString();
    }

    /** The text behind a name. */
    static String decode(String name) {
        if (!name.contains("_x")) {
            return name;
        }
        StringBuilder text = new StringBuilder(name.length());
        int i = 0;
        while (i < name.length()) {
            if (isEscape(name, i)) {
                text.append((char) Integer.parseInt(name.substring(i + 2, i + 6), 16));
                i += ESCAPE_LENGTH;
            } else {
                text.append(name.charAt(i));
                i++;
            }
        }
        return text.toString();
    }

    private static boolean isEscape(String text, int at) {
        if (at + ESCAPE_LENGTH > text.length()
                || text.charAt(at) != '_'
                || text.charAt(at + 1) != 'x'
                || text.charAt(at + ESCAPE_LENGTH - 1) != '_') {
            return false;
        }
        for (int i = at + 2; i < at + ESCAPE_LENGTH - 1; i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStart(char c) {
        return c == '_' || (Character.isLetter(c) && !Character.isSurrogate(c));
    }

    private static boolean isPart(char c) {
        return isStart(c) || c == '-' || c == '.' || (c >= '0' && c <= '9');
    }
}
