package dev.eventstore.server.projection;

import dev.eventstore.server.security.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a projection is to do, as it is remembered.
 *
 * @param handlerType {@code JS}, or {@code native:} and a name of a class of Event Store 5
 * @param query the source text, or what configures a native handler
 * @param isEnabled whether it is to run
 * @param epoch the version since which what it wrote counts; −1 if it was never reset
 * @param owner who made it; {@code null} for the node itself
 * @param roles the groups of who made it
 */
public record Definition(
        String handlerType,
        String query,
        ProjectionMode mode,
        boolean isEnabled,
        boolean hasCheckpoints,
        long epoch,
        ProjectionConfig config,
        @Nullable String owner,
        List<String> roles) {
    /** The epoch of what was never reset. */
    static final long NEVER_RESET = -1;

    public Definition {
        roles = List.copyOf(roles);
    }

    static Definition of(Caller owner, NewProjection wanted) {
        return new Definition(
                wanted.handlerType(),
                wanted.query(),
                wanted.mode(),
                wanted.isEnabled(),
                wanted.hasCheckpoints(),
                NEVER_RESET,
                ProjectionConfig.usual(wanted.emits(), wanted.emits() && wanted.tracksEmitted()),
                owner.login(),
                owner.roles().stream().sorted().toList());
    }

    Definition enabled(boolean isEnabledNow) {
        return new Definition(
                handlerType,
                query,
                mode,
                isEnabledNow,
                hasCheckpoints,
                epoch,
                config,
                owner,
                roles);
    }

    Definition withEpoch(long newEpoch) {
        return new Definition(
                handlerType,
                query,
                mode,
                isEnabled,
                hasCheckpoints,
                newEpoch,
                config,
                owner,
                roles);
    }

    Definition withConfig(ProjectionConfig newConfig) {
        return new Definition(
                handlerType,
                query,
                mode,
                isEnabled,
                hasCheckpoints,
                epoch,
                newConfig,
                owner,
                roles);
    }

    /**
     * With another text.
     *
     * @param newType {@code null} to keep the type of its handler
     * @param emits whether it may emit, {@code null} to keep that
     */
    Definition rewritten(@Nullable String newType, String newQuery, @Nullable Boolean emits) {
        return new Definition(
                newType == null ? handlerType : newType,
                newQuery,
                mode,
                isEnabled,
                hasCheckpoints,
                epoch,
                emits == null ? config : config.withEmits(emits),
                owner,
                roles);
    }
}
