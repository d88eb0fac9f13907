package dev.eventstore.server.group;

/** Why a consumer lost its place in a group. */
public enum DropReason {
    /** It wanted to go. */
    CLOSED,
    /** The group got other settings. */
    GROUP_UPDATED,
    /** The group is no more. */
    GROUP_DELETED,
    /** The node, or all groups of it, are stopped. */
    STOPPED,
    /** The group cannot go on; the log of the node says why. */
    FAILED
}
