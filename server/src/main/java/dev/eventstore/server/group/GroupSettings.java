package dev.eventstore.server.group;

import dev.eventstore.server.stream.EventFilter;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a group works. Values are not checked when they are put together; {@link #problem} does.
 *
 * @param start where it begins
 * @param filter which events it wants; of a group of everything only
 * @param resolvesLinks whether its consumers get the targets of links
 * @param measuresLatency whether it measures how long consumers take ({@code extraStatistics})
 */
public record GroupSettings(
        GroupStart start,
        EventFilter filter,
        boolean resolvesLinks,
        boolean measuresLatency,
        Delivery delivery,
        Buffers buffers,
        Checkpointing checkpointing) {

    /**
     * How events are handed to consumers.
     *
     * @param messageTimeout how long a consumer may take for an event before somebody else gets it;
     *     zero for as long as it likes
     * @param retriesMax how often an event is tried again before it is parked, 0 or more
     * @param consumersMax how many consumers there may be; 0 for any number
     */
    public record Delivery(
            Duration messageTimeout, int retriesMax, ConsumerStrategy strategy, int consumersMax) {}

    /**
     * How much is held for consumers that are busy.
     *
     * @param history events while the group catches up, 1 or more
     * @param live events while it follows what comes, 1 or more
     * @param readBatch events read at a time, less than {@code history}
     */
    public record Buffers(int history, int live, int readBatch) {}

    /**
     * When the place is written.
     *
     * @param after not more often than this, unless {@code maxCount} is reached
     * @param minCount how many events must be settled for that, 0 or more
     * @param maxCount after how many settled events it is written at once, 1 or more
     */
    public record Checkpointing(Duration after, int minCount, int maxCount) {}

    /** The most that {@link Buffers} may hold, in events. */
    public static final int BUFFER_MAX = 100_000;

    /** What is wrong with the settings, in a sentence; empty if nothing is. */
    public Optional<String> problem(GroupId group) {
        return Optional.ofNullable(firstProblem(group));
    }

    private @Nullable String firstProblem(GroupId group) {
        if (group.isOfAll() && start instanceof GroupStart.AtRevision) {
            return "Invalid Start From position: a group of $all begins at a position.";
        }
        if (!group.isOfAll() && start instanceof GroupStart.AtPosition) {
            return "Invalid Start From position: a group of a stream begins at an event number.";
        }
        if (!group.isOfAll() && filter != EventFilter.Everything.EVERYTHING) {
            return "Filter: only groups of $all can have one.";
        }
        if (delivery.messageTimeout().isNegative()) {
            return "Message Timeout must not be negative.";
        }
        if (delivery.retriesMax() < 0) {
            return "Max Retry Count (" + delivery.retriesMax() + ") must not be negative";
        }
        if (delivery.consumersMax() < 0) {
            return "Max Subscriber Count (" + delivery.consumersMax() + ") must not be negative";
        }
        String problem = problem("Live Buffer Size", buffers.live());
        if (problem == null) {
            problem = problem("Buffer Size", buffers.history());
        }
        if (problem == null) {
            problem = problem("Read Batch Size", buffers.readBatch());
        }
        if (problem == null && buffers.readBatch() >= buffers.history()) {
            problem =
                    "BufferSize (%d) must be larger than ReadBatchSize (%d)"
                            .formatted(buffers.history(), buffers.readBatch());
        }
        return problem == null ? checkpointProblem() : problem;
    }

    private static @Nullable String problem(String name, int size) {
        if (size < 1) {
            return name + " (" + size + ") must be positive";
        }
        return size > BUFFER_MAX ? name + " (" + size + ") must be at most " + BUFFER_MAX : null;
    }

    private @Nullable String checkpointProblem() {
        if (checkpointing.after().isNegative()) {
            return "CheckPoint After must not be negative.";
        }
        if (checkpointing.minCount() < 0) {
            return "Min Check Point Count (" + checkpointing.minCount() + ") must not be negative";
        }
        return checkpointing.maxCount() < 1
                ? "Max Check Point Count (" + checkpointing.maxCount() + ") must be positive"
                : null;
    }
}
