package dev.eventstore.server.event;

import java.util.Optional;

/**
 * What the data of a {@code $>} event says: which event of which stream it stands for.
 *
 * @param revision the target's revision; −1 stands for the newest event of the stream
 * @param stream the target's stream
 */
public record Link(long revision, StreamName stream) {
    /** Reads {@code revision@stream} as Event Store 5 writes it; empty if the text is no link. */
    public static Optional<Link> parse(String text) {
        int at = text.indexOf('@');
        if (at <= 0 || at == text.length() - 1) {
            return Optional.empty();
        }
        try {
            long revision = Long.parseLong(text.substring(0, at));
            return revision < -1
                    ? Optional.empty()
                    : Optional.of(new Link(revision, StreamName.of(text.substring(at + 1))));
        } catch (IllegalArgumentException notALink) {
            return Optional.empty();
        }
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        return revision + "@" + stream.value();
    }
}
