package dev.eventstore.server.group;

/** What came of a request about a group as a whole. */
public sealed interface GroupResult {
    /** It is done. */
    record Done() implements GroupResult {}

    /** There is such a group already. */
    record AlreadyExists(GroupId group) implements GroupResult {
        /** In words. */
        public String reason() {
            return "Group '" + group.name() + "' already exists.";
        }
    }

    /** There is no such group. */
    record DoesNotExist(GroupId group) implements GroupResult {
        /** In words. */
        public String reason() {
            return "Group '" + group.name() + "' does not exist.";
        }
    }

    /** The caller may not do this. */
    record AccessDenied() implements GroupResult {}

    /**
     * It cannot be done.
     *
     * @param reason why, in a sentence
     */
    record Failed(String reason) implements GroupResult {}
}
