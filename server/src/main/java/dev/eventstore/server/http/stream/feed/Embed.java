package dev.eventstore.server.http.stream.feed;

import java.util.Locale;

/** How much of each event an entry of a feed shows, from nothing to all that can be made of it. */
public enum Embed {
    /** Only links. */
    NONE,
    /** Data and metadata of JSON events, as JSON. */
    CONTENT,
    /** Ids, numbers and type. */
    RICH,
    /** As {@link #RICH}, with data and metadata as text. */
    BODY,
    /** As {@link #BODY}, with objects indented. */
    PRETTY,
    /** As {@link #PRETTY}, also for events that say they are no JSON. */
    TRY_HARDER;

    /** Reads {@code ?embed=}, in any case; an unknown word stands for {@link #NONE}. */
    public static Embed named(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "content" -> CONTENT;
            case "rich" -> RICH;
            case "body" -> BODY;
            case "pretty", "prettybody" -> PRETTY;
            case "tryharder" -> TRY_HARDER;
            default -> NONE;
        };
    }

    boolean isRich() {
        return compareTo(RICH) >= 0;
    }

    boolean hasBody() {
        return compareTo(BODY) >= 0;
    }

    boolean isPretty() {
        return compareTo(PRETTY) >= 0;
    }
}
