package dev.eventstore.server.group;

/** What came of connecting to a group. */
public sealed interface ConnectResult {
    /** Events will come. */
    record Connected(Consumer consumer) implements ConnectResult {}

    /** There is no such group. */
    record DoesNotExist(GroupId group) implements ConnectResult {}

    /** The caller may not read the stream. */
    record AccessDenied(GroupId group) implements ConnectResult {}

    /** The group has as many consumers as it may have. */
    record TooManyConsumers(GroupId group) implements ConnectResult {}

    /** Groups are not running: the node starts or stops, or they are being restarted. */
    record NotReady() implements ConnectResult {}
}
