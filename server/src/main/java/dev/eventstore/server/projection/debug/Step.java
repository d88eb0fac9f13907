package dev.eventstore.server.projection.debug;

import dev.eventstore.server.projection.handler.Emitted;
import dev.eventstore.server.projection.handler.Handler;
import dev.eventstore.server.projection.handler.SourceEvent;
import dev.eventstore.server.projection.javascript.ScriptFault;
import dev.eventstore.server.projection.javascript.ScriptLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event did.
 *
 * @param number the how manieth it was, counted from 1
 * @param place where it was found: a position, or a revision if a single stream is read
 * @param changes to the states of partitions; the first one is that of the event
 * @param emitted what would have been written
 * @param log what the script logged
 * @param lines that ran, if they were recorded
 * @param fault why it could not be handled, {@code null} if it was
 */
public record Step(
        long number,
        SourceEvent event,
        long place,
        List<Change> changes,
        List<Emitted> emitted,
        List<String> log,
        List<ScriptLine> lines,
        @Nullable ScriptFault fault) {
    /**
     * A state before and after an event, as JSON.
     *
     * @param partition whose; empty for the whole, and for what partitions share
     * @param before {@code null} if there was none
     * @param after {@code null} if there is none
     * @param result what it amounts to, {@code null} if there is none
     */
    public record Change(
            String partition,
            @Nullable String before,
            @Nullable String after,
            @Nullable String result) {
        long size() {
            return length(before) + length(after) + length(result);
        }

        private static long length(@Nullable String text) {
            return text == null ? 0 : text.length();
        }
    }

    public Step {
        changes = List.copyOf(changes);
        emitted = List.copyOf(emitted);
        log = List.copyOf(log);
        lines = List.copyOf(lines);
    }

    /** The partition of the event; empty for the whole. */
    public String partition() {
        return changes.isEmpty() ? Handler.ROOT : changes.getFirst().partition();
    }

    /** The state behind the event. */
    @Nullable String after() {
        return changes.isEmpty() ? null : changes.getFirst().after();
    }

    /** About how many characters it takes. */
    long size() {
        long size = event.event().data().size() + 500L * (1 + emitted.size() + lines.size());
        for (Change change : changes) {
            size += change.size();
        }
        for (Emitted each : emitted) {
            size += each.data().size();
        }
        return size;
    }
}
