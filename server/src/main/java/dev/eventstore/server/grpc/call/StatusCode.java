package dev.eventstore.server.grpc.call;

/** How a call ends. The number on the wire is the place in this list. */
public enum StatusCode {
    OK,
    CANCELLED,
    UNKNOWN,
    INVALID_ARGUMENT,
    DEADLINE_EXCEEDED,
    NOT_FOUND,
    ALREADY_EXISTS,
    PERMISSION_DENIED,
    RESOURCE_EXHAUSTED,
    FAILED_PRECONDITION,
    ABORTED,
    OUT_OF_RANGE,
    UNIMPLEMENTED,
    INTERNAL,
    UNAVAILABLE,
    DATA_LOSS,
    UNAUTHENTICATED;

    /** The number on the wire, 0 to 16. */
    @SuppressWarnings("EnumOrdinal") // The order is the protocol's.
    public int number() {
        return ordinal();
    }
}
