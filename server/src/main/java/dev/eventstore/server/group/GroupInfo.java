package dev.eventstore.server.group;

import dev.eventstore.server.subscription.Reached;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group as it is at a moment.
 *
 * @param status words as Event Store shows them, one or more of {@code NotReady}, {@code Behind},
 *     {@code ReplayingParkedMessages}, {@code Live}
 * @param handedOut events given to consumers, repeated ones included
 * @param checkpoint up to where everything is settled, as it was written last; {@code null} if it
 *     never was
 * @param lastKnown the newest event that the group knows of; {@code null} if there was none
 * @param counts how many events are where
 */
public record GroupInfo(
        GroupId id,
        GroupSettings settings,
        List<String> status,
        List<ConsumerInfo> consumers,
        Rate handedOut,
        @Nullable Reached checkpoint,
        @Nullable Reached lastKnown,
        Counts counts) {
    /**
     * How many events went somewhere.
     *
     * @param total since the group was started
     * @param perSecond on average since then
     * @param sinceLast since this was asked the time before
     */
    public record Rate(long total, double perSecond, long sinceLast) {}

    /**
     * Numbers of events, all 0 or more.
     *
     * @param history waiting, read while the group caught up
     * @param live waiting, which came while it followed
     * @param retry waiting to be tried again
     * @param inFlight with consumers that are connected
     * @param outstanding handed out and not settled, with whomever they are
     * @param parked put aside
     */
    public record Counts(
            int history, int live, int retry, int inFlight, int outstanding, long parked) {}

    /**
     * A connected consumer.
     *
     * @param latencies how long it took to settle events, by the names that Event Store shows
     *     ({@code Mean}, {@code Median}, {@code 99%} and so on); empty if that is not measured
     * @param availableSlots how many events it would take now
     * @param inFlight how many it has
     */
    public record ConsumerInfo(
            String from,
            String user,
            String connectionName,
            Rate handedOut,
            List<Measurement> latencies,
            int availableSlots,
            int inFlight) {}

    /**
     * One figure of a distribution.
     *
     * @param key what it is
     * @param millis the value, in milliseconds
     */
    public record Measurement(String key, long millis) {}
}
