package dev.eventstore.server.projection;

import dev.eventstore.server.projection.system.SystemProjection;
import java.util.Optional;

/**
 * A projection to be made.
 *
 * @param name its name, not empty
 * @param handlerType as in {@link Definition}
 * @param query as in {@link Definition}
 * @param isEnabled whether it starts at once
 * @param hasCheckpoints whether it remembers its place; a continuous one always does
 * @param emits whether it may emit
 * @param tracksEmitted whether the streams it emits to are remembered
 */
public record NewProjection(
        String name,
        String handlerType,
        String query,
        ProjectionMode mode,
        boolean isEnabled,
        boolean hasCheckpoints,
        boolean emits,
        boolean tracksEmitted) {
    static NewProjection standard(SystemProjection each) {
        return new NewProjection(
                each.title(),
                each.handlerType(),
                each.query(),
                ProjectionMode.CONTINUOUS,
                /* isEnabled= */ false,
                /* hasCheckpoints= */ true,
                /* emits= */ true,
                /* tracksEmitted= */ false);
    }

    /** Why there can be no such projection. */
    Optional<String> problem() {
        if (name.isEmpty()) {
            return Optional.of("Projection name is required");
        }
        if (emits && !hasCheckpoints) {
            return Optional.of("A projection that emits needs checkpoints.");
        }
        try {
            Names.checkpoint(name);
            return Optional.empty();
        } catch (IllegalArgumentException noName) {
            return Optional.of("The name of the projection is too long or no valid text.");
        }
    }
}
