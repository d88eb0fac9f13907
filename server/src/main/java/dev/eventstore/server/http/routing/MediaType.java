package dev.eventstore.server.http.routing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A media type without parameters, such as {@code application/json}.
 *
 * @param type the part before the slash, as it is written on the wire
 * @param subtype the part behind the slash
 */
public record MediaType(String type, String subtype) {
    public static final MediaType ATOM_XML = new MediaType("application", "atom+xml");
    public static final MediaType ATOM_JSON =
            new MediaType("application", "vnd.eventstore.atom+json");
    public static final MediaType EVENT_XML =
            new MediaType("application", "vnd.eventstore.event+xml");
    public static final MediaType EVENT_JSON =
            new MediaType("application", "vnd.eventstore.event+json");
    public static final MediaType EVENTS_XML =
            new MediaType("application", "vnd.eventstore.events+xml");
    public static final MediaType EVENTS_JSON =
            new MediaType("application", "vnd.eventstore.events+json");
    public static final MediaType STREAM_DESCRIPTION =
            new MediaType("application", "vnd.eventstore.streamdesc+json");
    public static final MediaType COMPETING_XML =
            new MediaType("application", "vnd.eventstore.competingatom+xml");
    public static final MediaType COMPETING_JSON =
            new MediaType("application", "vnd.eventstore.competingatom+json");
    public static final MediaType JSON = new MediaType("application", "json");
    public static final MediaType XML = new MediaType("application", "xml");
    public static final MediaType TEXT_XML = new MediaType("text", "xml");
    public static final MediaType HTML = new MediaType("text", "html");
    public static final MediaType TEXT = new MediaType("text", "plain");
    public static final MediaType EVENT_STREAM = new MediaType("text", "event-stream");
    public static final MediaType OCTET_STREAM = new MediaType("application", "octet-stream");

    private static final String UTF_8 = "; charset=utf-8";

    /**
     * Reads the type of a {@code Content-Type} or of one item of {@code Accept}; parameters are
     * left out.
     *
     * @return {@code null} if there is no {@code type/subtype}
     */
    static @Nullable MediaType parse(String value) {
        int end = value.indexOf(';');
        String name = (end < 0 ? value : value.substring(0, end)).strip();
        int slash = name.indexOf('/');
        if (slash <= 0 || slash == name.length() - 1 || name.indexOf('/', slash + 1) >= 0) {
            return null;
        }
        return new MediaType(name.substring(0, slash), name.substring(slash + 1));
    }

    /** Answers whether a range of an {@code Accept} header, wildcards included, covers this. */
    boolean fits(MediaType range) {
        return range.type.equals("*")
                || (range.type.equalsIgnoreCase(type)
                        && (range.subtype.equals("*") || range.subtype.equalsIgnoreCase(subtype)));
    }

    /** Answers whether a body of this type is text, and so has a character set. */
    public boolean isText() {
        String name = subtype.toLowerCase(Locale.ROOT);
        return type.equalsIgnoreCase("text")
                || name.endsWith("json")
                || name.endsWith("xml")
                || name.equals("javascript");
    }

    /** The value of {@code Content-Type}: text is UTF-8. */
    public String contentType() {
        return isText() ? this + UTF_8 : toString();
    }

    @Override
    public String toString() {
        return type + "/" + subtype;
    }
}
