package dev.eventstore.server.projection;

/** What came of a command. */
public sealed interface ProjectionResult {
    /** It is done. */
    record Done(String name) implements ProjectionResult {}

    /** There is no such projection. */
    record NotFound(String name) implements ProjectionResult {}

    /** There is one of that name already. */
    record AlreadyExists(String name) implements ProjectionResult {}

    /** The caller may not. */
    record AccessDenied() implements ProjectionResult {}

    /**
     * It cannot be done now, or makes no sense.
     *
     * @param reason a sentence for whoever asked
     */
    record Failed(String reason) implements ProjectionResult {}
}
