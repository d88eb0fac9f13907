package dev.eventstore.server.projection;

import dev.eventstore.server.projection.handler.Source;
import org.jspecify.annotations.Nullable;

/**
 * A projection as it is now.
 *
 * @param id its number among all that ever were; −1 if it is not remembered
 * @param version the version of the definition that it was started with last
 * @param epoch the epoch of that version
 * @param source what it selects, {@code null} if the definition makes no sense
 * @param status as Event Store 5 puts it into words, such as {@code Faulted (Enabled)}
 * @param reason why it is faulted, empty if it is not
 * @param place how far it has come
 * @param checkpoint the newest one, {@code null} if there is none
 * @param handled how many events it has handled since it was started
 * @param toldPlace how far it had come a moment ago, as v5's statistics have it
 * @param toldHandled how many events it had handled a moment ago
 * @param progress how much of the log it has seen, in percent; −1 if it never ran
 */
public record ProjectionInfo(
        String name,
        long id,
        long version,
        long epoch,
        Definition definition,
        @Nullable Source source,
        String status,
        String reason,
        Place place,
        @Nullable Place checkpoint,
        long handled,
        Place toldPlace,
        long toldHandled,
        double progress) {
    static final String COMPLETED = "Completed";

    /** The stream that results go to. */
    public String resultStream() {
        return source == null ? Names.result(name) : Results.root(name, source.options());
    }

    /** Answers whether it has read everything, and wanted no more. */
    public boolean isCompleted() {
        return status.equals(COMPLETED);
    }

    /** How far it has come, as statistics show it. */
    public String position() {
        return isCompleted() ? "Phase: 1 (completed)" : place.text();
    }

    /** How far it had come a moment ago, as v5's statistics show it. */
    public String toldPosition() {
        return isCompleted() ? position() : toldPlace.text();
    }
}
