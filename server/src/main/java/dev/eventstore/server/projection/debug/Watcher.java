package dev.eventstore.server.projection.debug;

import dev.eventstore.server.event.RecordedEvent;
import dev.eventstore.server.projection.handler.DefinitionException;
import dev.eventstore.server.projection.javascript.Condition;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks whether a step is one at which to stop. One thread at a time. */
final class Watcher implements AutoCloseable {
    private final Breakpoints breakpoints;
    private @Nullable Condition condition;

    Watcher(Breakpoints breakpoints) {
        this.breakpoints = breakpoints;
    }

    /**
     * Why to stop; empty if not.
     *
     * @param line with a breakpoint that ran, 0 for none
     */
    Optional<Stop> wants(Step step, int line) {
        RecordedEvent event = step.event().event();
        if (line > 0) {
            return Optional.of(new Stop.Line(line));
        }
        if (breakpoints.types().contains(event.type())) {
            return Optional.of(Stop.Plain.TYPE);
        }
        if (breakpoints.partitions().contains(step.partition())) {
            return Optional.of(Stop.Plain.PARTITION);
        }
        if (breakpoints.onEmit() && !step.emitted().isEmpty()) {
            return Optional.of(Stop.Plain.EMIT);
        }
        if (breakpoints.until().isPresent() && step.place() >= breakpoints.until().getAsLong()) {
            return Optional.of(Stop.Plain.PLACE);
        }
        return breakpoints.condition() == null
                ? Optional.empty()
                : judged(breakpoints.condition(), step, event);
    }

    private Optional<Stop> judged(String expression, Step step, RecordedEvent event) {
        try {
            if (condition == null) {
                condition = Condition.of(expression);
            }
            return condition.holds(step.after(), step.partition(), event)
                    ? Optional.of(Stop.Plain.CONDITION)
                    : Optional.empty();
        } catch (DefinitionException cannotTell) {
            return Optional.of(new Stop.BadCondition(String.valueOf(cannotTell.getMessage())));
        }
    }

    @Override
    public void close() {
        if (condition != null) {
            condition.close();
        }
    }
}
