package dev.eventstore.server.group;

import dev.eventstore.server.event.StreamName;
import dev.eventstore.server.security.Caller;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All that can be done with groups. Thread-safe. */
public interface GroupOperations {
    /** Answers whether the groups are running. */
    boolean isReady();

    /**
     * Makes a group, for operators. It is answered when the group has looked at what there is, or
     * has not done so within a second: who asks for events next shall get some.
     */
    GroupResult create(Caller caller, GroupId id, GroupSettings settings);

    /**
     * Gives a group other settings, for operators. Its consumers are dropped, and it goes on from
     * where it was; the new start counts only if it has settled nothing yet.
     */
    GroupResult update(Caller caller, GroupId id, GroupSettings settings);

    /** Deletes a group with its place and its parked events, for operators. */
    GroupResult delete(Caller caller, GroupId id);

    /**
     * Tries parked events again, for operators. Of the oldest ones, nothing is begun while that
     * goes on already; one alone is refused then.
     */
    GroupResult replayParked(Caller caller, GroupId id, ParkedChoice choice);

    /**
     * Forgets parked events, for operators. Of the oldest ones, nothing is done while they are
     * being tried again; one alone is refused then.
     */
    GroupResult truncateParked(Caller caller, GroupId id, ParkedChoice choice);

    /** Stops all groups and starts them anew, for operators; all consumers are dropped. */
    GroupResult restart(Caller caller);

    /** Connects a consumer, who may read the stream. */
    ConnectResult connect(Caller caller, GroupId id, ConsumerRequest request);

    /**
     * Takes what there is, without being connected, for those who may read the stream. What was
     * taken comes again unless it is settled in time.
     *
     * @param count how many events at most, 1 or more
     */
    TakeResult take(Caller caller, GroupId id, int count);

    /**
     * Settles events that were taken. What is not in flight is ignored, as is a group that does not
     * exist, and a caller who may not read the stream.
     */
    void acknowledge(Caller caller, GroupId id, List<UUID> ids);

    /** Gives events back that were taken; ignores what {@link #acknowledge} does. */
    void refuse(Caller caller, GroupId id, List<UUID> ids, NackAction action, String reason);

    /** A group as it is now; empty if there is none. */
    Optional<GroupInfo> info(GroupId id);

    /** All groups, by stream and name. */
    List<GroupInfo> list();

    /** The groups of a stream, by name; empty if it has had none since the node started. */
    Optional<List<GroupInfo>> list(StreamName source);
}
