package dev.eventstore.server.event;

import org.jspecify.annotations.Nullable;

/**
 * An event as a reader gets it. Without a link, {@code event} is the event of the stream that was
 * read. With one, {@code link} is the event of that stream (type {@code $>}) and {@code event} its
 * target, or {@code null} if the target is gone. At least one of the two is there.
 *
 * @param event the event, or the target of the link; {@code null} if the target is gone
 * @param link the link that led here; {@code null} if the event was read directly
 */
public record ResolvedEvent(@Nullable RecordedEvent event, @Nullable RecordedEvent link) {
    /**
     * @throws IllegalArgumentException if both are missing
     */
    public ResolvedEvent {
        if (event == null && link == null) {
            throw new IllegalArgumentException("A resolved event is an event, a link or both.");
        }
    }

    /** An event that was read directly, or a link that was not followed. */
    public static ResolvedEvent of(RecordedEvent event) {
        return new ResolvedEvent(event, null);
    }

    /** The event of the stream that was read: the link if there is one, else the event. */
    public RecordedEvent original() {
        if (link != null) {
            return link;
        }
        if (event != null) {
            return event;
        }
        throw new IllegalStateException("A resolved event is an event, a link or both.");
    }
}
