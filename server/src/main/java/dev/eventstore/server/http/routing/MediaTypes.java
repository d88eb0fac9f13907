package dev.eventstore.server.http.routing;

import static dev.eventstore.server.http.routing.MediaType.ATOM_JSON;
import static dev.eventstore.server.http.routing.MediaType.ATOM_XML;
import static dev.eventstore.server.http.routing.MediaType.COMPETING_JSON;
import static dev.eventstore.server.http.routing.MediaType.COMPETING_XML;
import static dev.eventstore.server.http.routing.MediaType.EVENTS_JSON;
import static dev.eventstore.server.http.routing.MediaType.EVENTS_XML;
import static dev.eventstore.server.http.routing.MediaType.EVENT_JSON;
import static dev.eventstore.server.http.routing.MediaType.EVENT_XML;
import static dev.eventstore.server.http.routing.MediaType.HTML;
import static dev.eventstore.server.http.routing.MediaType.JSON;
import static dev.eventstore.server.http.routing.MediaType.OCTET_STREAM;
import static dev.eventstore.server.http.routing.MediaType.STREAM_DESCRIPTION;
import static dev.eventstore.server.http.routing.MediaType.TEXT;
import static dev.eventstore.server.http.routing.MediaType.TEXT_XML;
import static dev.eventstore.server.http.routing.MediaType.XML;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The media types that a route reads or writes, the preferred one first.
 *
 * @param members one or more types
 */
public record MediaTypes(List<MediaType> members) {
    /** What an append may be written in. */
    public static final MediaTypes IN_ATOM =
            of(
                    ATOM_XML,
                    ATOM_JSON,
                    TEXT_XML,
                    XML,
                    JSON,
                    EVENT_XML,
                    EVENT_JSON,
                    EVENTS_XML,
                    EVENTS_JSON,
                    OCTET_STREAM);

    /** What an append of one event under a given id may be written in. */
    public static final MediaTypes IN_ONE = of(ATOM_XML, ATOM_JSON, TEXT_XML, XML, JSON);

    /** The forms of a page of events. */
    public static final MediaTypes OUT_FEED =
            of(
                    STREAM_DESCRIPTION,
                    ATOM_XML,
                    ATOM_JSON,
                    TEXT_XML,
                    XML,
                    JSON,
                    EVENT_XML,
                    EVENT_JSON,
                    EVENTS_XML,
                    EVENTS_JSON,
                    HTML);

    /** The forms of one event. */
    public static final MediaTypes OUT_EVENT =
            of(ATOM_XML, ATOM_JSON, TEXT_XML, XML, JSON, EVENT_XML, EVENT_JSON, OCTET_STREAM, HTML);

    /** The forms of messages for competing consumers. */
    public static final MediaTypes OUT_COMPETING = of(COMPETING_XML, COMPETING_JSON);

    /** Users and subscription groups. */
    public static final MediaTypes JX = of(JSON, TEXT_XML);

    /** Statistics. */
    public static final MediaTypes STAT = of(JSON, TEXT_XML, XML);

    /** Information about the node. */
    public static final MediaTypes INFO = of(JSON, TEXT_XML, XML, TEXT);

    /** Administration. */
    public static final MediaTypes ADMIN = of(TEXT, JSON, TEXT_XML, XML);

    /** Gossip. */
    public static final MediaTypes GOSSIP = of(JSON, XML, TEXT_XML, TEXT);

    /** Only JSON. */
    public static final MediaTypes ONLY_JSON = of(JSON);

    /**
     * Whatever the handler makes, such as files: nothing is negotiated, every {@code Accept} is
     * fine, {@link Call#responseType()} is plain text.
     */
    public static final MediaTypes ANY = of(new MediaType("*", "*"));

    private static final int ACCEPT_ITEMS_MAX = 64;

    public MediaTypes {
        members = List.copyOf(members);
        if (members.isEmpty()) {
            throw new IllegalArgumentException("A route without media types.");
        }
    }

    /** Short for the constructor. */
    public static MediaTypes of(MediaType... members) {
        return new MediaTypes(List.of(members));
    }

    /**
     * Chooses the form of an answer. {@code ?format=} beats {@code Accept}; in {@code Accept} the
     * first item that fits wins, and within an item the earlier member of this set. Qualities do
     * not count, as v5 on Linux did not look at them, and items that cannot be read are skipped.
     *
     * @param format the value of {@code ?format=}, {@code null} if there is none
     * @param accept the value of {@code Accept}, {@code null} if there is none
     * @return empty if nothing fits (406)
     * @throws BadRequest if {@code format} is no known word
     */
    public Optional<MediaType> negotiate(@Nullable String format, @Nullable String accept)
            throws BadRequest {
        if (this.equals(ANY)) {
            return Optional.of(TEXT);
        }
        if (format != null) {
            return Optional.ofNullable(firstFitting(formatNamed(format)));
        }
        if (accept == null) {
            return Optional.of(members.getFirst());
        }
        return Optional.ofNullable(firstAccepted(accept));
    }

    /**
     * Finds the member that a {@code Content-Type} names: exactly, case matters. {@code charset}
     * may be {@code utf-8} or absent, on octet-streams absent; other parameters do not matter.
     *
     * @return empty if it is none of them (415)
     */
    public Optional<MediaType> named(@Nullable String contentType) {
        if (contentType == null) {
            return Optional.empty();
        }
        int end = contentType.indexOf(';');
        String name = end < 0 ? contentType : contentType.substring(0, end);
        for (MediaType member : members) {
            if (isNamed(name, member)) {
                boolean fine = end < 0 || charsetFits(contentType, end + 1, member);
                return fine ? Optional.of(member) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean isNamed(String name, MediaType member) {
        int slash = member.type().length();
        return name.length() == slash + 1 + member.subtype().length()
                && name.charAt(slash) == '/'
                && name.startsWith(member.type())
                && name.endsWith(member.subtype());
    }

    private static boolean charsetFits(String contentType, int from, MediaType member) {
        for (String parameter : contentType.substring(from).split(";", -1)) {
            int equal = parameter.indexOf('=');
            if (equal > 0 && parameter.substring(0, equal).strip().equalsIgnoreCase("charset")) {
                String charset = parameter.substring(equal + 1).strip();
                if (charset.length() > 1 && charset.startsWith("\"") && charset.endsWith("\"")) {
                    charset = charset.substring(1, charset.length() - 1);
                }
                return charset.equalsIgnoreCase("utf-8") && !member.equals(OCTET_STREAM);
            }
        }
        return true;
    }

    private @Nullable MediaType firstAccepted(String accept) {
        int from = 0;
        for (int item = 0; item < ACCEPT_ITEMS_MAX && from <= accept.length(); item++) {
            int comma = accept.indexOf(',', from);
            int end = comma < 0 ? accept.length() : comma;
            MediaType range = MediaType.parse(accept.substring(from, end));
            MediaType fitting = range == null ? null : firstFitting(range);
            if (fitting != null) {
                return fitting;
            }
            from = end + 1;
        }
        return null;
    }

    private @Nullable MediaType firstFitting(MediaType range) {
        for (MediaType member : members) {
            if (member.fits(range)) {
                return member;
            }
        }
        return null;
    }

    private static MediaType formatNamed(String word) throws BadRequest {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "json" -> JSON;
            case "text" -> TEXT;
            case "xml" -> TEXT_XML;
            case "atom" -> ATOM_XML;
            case "atomxj" -> ATOM_JSON;
            case "atomsvc" -> new MediaType("application", "atomsvc+xml");
            case "atomsvcxj" -> new MediaType("application", "vnd.eventstore.atomsvc+json");
            default ->
                    throw new BadRequest(
                            "The format in the query is none of json, text, xml, atom, atomxj.");
        };
    }
}
