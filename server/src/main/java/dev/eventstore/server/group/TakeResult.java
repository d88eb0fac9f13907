package dev.eventstore.server.group;

import java.util.List;

/** What came of asking a group for events without being connected to it. */
public sealed interface TakeResult {
    /**
     * What there was at this moment, maybe nothing.
     *
     * @param messages in the order of the group
     */
    record Taken(List<Message> messages) implements TakeResult {}

    /** There is no such group. */
    record DoesNotExist(GroupId group) implements TakeResult {}

    /** The caller may not read the stream. */
    record AccessDenied(GroupId group) implements TakeResult {}

    /** Groups are not running: the node starts or stops, or they are being restarted. */
    record NotReady() implements TakeResult {}
}
